public struct Outline { public init(reading: [UInt8]) throws {} }
public struct OutlineError: Error { public let chinese = "", english = "" }
extension Outline {
    public struct Warning { public let line: Int, chinese: String }
    public var tree: String { "" }
    public var json: JSON { [] }
    public var csv: [UInt8] { [] }
    public var warnings: [Warning] { [] }
}
