echo text >public
