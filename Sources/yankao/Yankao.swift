import ArgumentParser

@main struct Yankao: AsyncParsableCommand { func run() async throws {} }
