"""What the last builds knew, so that the next need not find it out again. Deleting the folder is always safe."""
