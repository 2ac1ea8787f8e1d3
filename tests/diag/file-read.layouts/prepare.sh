ln -s layouts layouts
