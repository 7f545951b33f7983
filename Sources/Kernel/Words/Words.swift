internal import Formats
internal import Synchronization

/// All translations of all modules into one language.
public struct Catalogue: Sendable {
    private let translations: [String: String]
    /// What was asked for and is not there, since the program started.
    private let missed = MissedSentences()

    public init(_ translations: [String: String]) {
        self.translations = translations
    }

    /// Joins the `en.json` files of the modules: flat objects, Chinese key to English text.
    /// - Throws: ``Formats/JSONError`` or ``CatalogueError`` when a file is not such an object.
    public init(merging files: [[UInt8]]) throws {
        var all: [String: String] = [:]
        for file in files {
            guard case .object(let members) = try JSON(parsing: file) else { throw CatalogueError.notAnObject }
            for (key, value) in members {
                guard case .string(let text) = value else { throw CatalogueError.notText(key: key) }
                all[key] = text
            }
        }
        translations = all
    }

    public subscript(key: String) -> String? { translations[key] }

    /// Sentences that had to be said in Chinese for want of a translation, in order.
    public var missing: [String] { missed.all }

    /// A sentence's translation; one that is not there is noted for the administrators.
    func translation(of phrase: Phrase) -> String? {
        if let found = translations[phrase.key] { return found }
        if phrase.isSentence { missed.note(phrase.key) }
        return nil
    }
}

public enum CatalogueError: Error, Equatable {
    case notAnObject
    case notText(key: String)
}

/// Says phrases in one language.
public struct Words: Sendable {
    public let language: Language
    private let english: Catalogue

    public init(_ language: Language, english: Catalogue) {
        self.language = language
        self.english = english
    }

    /// The phrase in this language; in Chinese where no translation exists.
    public func callAsFunction(_ phrase: Phrase) -> String {
        switch language {
        case .chinese: phrase.chinese
        case .english: english.translation(of: phrase).map(phrase.filled) ?? phrase.chinese
        }
    }

    /// A sentence that was kept, whose values may be keys of the catalogues themselves, such as the title of a state.
    public func callAsFunction(kept phrase: Phrase) -> String {
        guard language == .english else { return phrase.chinese }
        return phrase.with(values: phrase.values.map { english[$0] ?? $0 }).map { self($0) } ?? phrase.chinese
    }

    /// A name from the data, such as the city's own, where a catalogue knows how it calls itself in this language.
    public func callAsFunction(verbatim name: String) -> String {
        language == .english ? english[name] ?? name : name
    }
}

/// Remembers which sentences lacked a translation; a thousand at most.
private final class MissedSentences: Sendable {
    private let keys = Mutex<Set<String>>([])

    var all: [String] { keys.withLock { $0.sorted() } }

    func note(_ key: String) {
        // What holds no Chinese, such as a unit, needs no English.
        guard key.unicodeScalars.contains(where: { (0x4E00...0x9FFF).contains($0.value) }) else { return }
        keys.withLock { if $0.count < 1000 { $0.insert(key) } }
    }
}
