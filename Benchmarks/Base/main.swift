print("base")
