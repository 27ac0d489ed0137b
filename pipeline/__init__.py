"""What happens before and after MkDocs: tools, browser, runtime, compressed files, local server, checks."""
