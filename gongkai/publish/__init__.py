"""From the site folder to citizens: releases that are never half there, can be taken back, and are proved by hashes."""
