printf GIF89a >content/pages/gate.gif
