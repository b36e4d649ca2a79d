"""The pull API: how section offices get approved versions. Only ``serve`` imports it."""
