"""Bring the data to today with official files: read, compared, written on request.

Never asks the network: a file is one that somebody has fetched. Only `writing` writes.
"""
