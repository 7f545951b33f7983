/// Stretches of values without a gap between them.
enum Runs {
    static func of<Value>(_ count: Int, _ value: (Int) -> Value?) -> [[(index: Int, value: Value)]] {
        var runs: [[(index: Int, value: Value)]] = []
        var current: [(index: Int, value: Value)] = []
        for index in 0..<count {
            if let value = value(index) {
                current.append((index, value))
            } else if !current.isEmpty {
                runs.append(current)
                current = []
            }
        }
        return current.isEmpty ? runs : runs + [current]
    }
}
