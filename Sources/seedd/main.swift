print("seedd")
