"""What each page shows, as complete, plain, frozen data. Layouts print it and ask nothing else."""
