"""Publishing to an S3 server on this machine, beside other tools."""
