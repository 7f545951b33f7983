internal import Formats
internal import Kernel
internal import Storage

/// Tells open inboxes that something came, or went.
enum InboxEvents {
    /// A matter was opened or moved: whose turn it was, and whose it is.
    static let moved = Topic("matters.moved")

    static func moved(_ matter: String, from: Turn, to: Turn) -> Event {
        func facts(_ turn: Turn, _ name: String) -> [(String, String)] {
            [(name + "Person", turn.person), (name + "Agency", turn.agency), (name + "Role", turn.role?.rawValue)].compactMap { key, value in
                value.map { (key, $0) }
            }
        }
        return Event(moved, Reference("matters/matter", matter), facts(from, "from") + facts(to, "to"))
    }

    /// Says no more than that the inbox is not what it was.
    static let stream = Endpoint(.get, "/inbox/events", .signedIn, .events("待辦有變動時送出")) { call in
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        let turns = Set(([person] + person.principals).flatMap(Turn.all))
        return .events([moved]) { event in
            let facts = event.facts
            let isMine = ["from", "to"].contains { name in
                turns.contains(
                    Turn(person: facts[name + "Person"], agency: facts[name + "Agency"], role: facts[name + "Role"].flatMap { Role(rawValue: $0) }))
            }
            return isMine ? .init("moved", ["list": "inbox", "at": .string(event.at.description)]) : nil
        }
    }
}
