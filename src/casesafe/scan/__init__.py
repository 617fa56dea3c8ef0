"""Notes in files and folders: finding them, reading them, writing them."""
