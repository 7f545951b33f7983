public import Formats
public import Kernel
public import Markup
public import Storage

/// The moment that a page or an answer of the API is about: now, or the end of a day that is over, as `?as-of=` says.
public struct Moment: Sendable {
    public let asOf: AsOf
    /// What the address said; nil for now.
    let text: String?
    public let day: CivilDate
    /// The moment itself; nil for now.
    public let time: Instant?

    public var isPast: Bool { text != nil }

    /// The moment at which the ledger had so many entries, for what was fixed then: a report whose numbers no longer move.
    /// - Parameter time: when it had them.
    public init(entries: Int, at time: Instant) {
        self.init(asOf: .entries(entries), text: time.description, day: CivilDate(taipeiAtUnixSeconds: time.seconds), time: time)
    }

    fileprivate init(asOf: AsOf, text: String?, day: CivilDate, time: Instant?) {
        (self.asOf, self.text, self.day, self.time) = (asOf, text, day, time)
    }

    /// The same, told as of an earlier day at most.
    public func ending(on day: CivilDate) -> Moment { Moment(asOf: asOf, text: text, day: min(day, self.day), time: time) }

    /// For the documents of every endpoint that has a past.
    public static let parameter = QueryParameter("as-of", "看哪一天的樣子（2026-11-20），或哪一刻（RFC 3339，UTC）；不填是現在")

    /// The same address, about the same moment.
    public func url(_ url: LocalURL) -> LocalURL { url.adding(query: [pair]) }

    /// A pair for an address that has other parameters too.
    public var pair: (String, String?) { ("as-of", text) }

    /// Which day one sees, and the way to another or back.
    /// - Parameters:
    ///   - url: of this page without a moment.
    ///   - kept: what else the address asks for.
    public func bar(_ url: LocalURL, _ call: Call, keeping kept: [(String, String)] = []) -> HTML {
        let t = call.t
        let today = call.city.clock.today
        func shown(_ day: CivilDate) -> String { t.language == .english ? day.iso : day.roc(seenFrom: today) }
        let state: HTML =
            isPast
            ? #"<p><b>\#(t("這是過去的樣子"))</b>：\#(shown(day))<a class="d-block" href="\#(kept.isEmpty ? url : url.with(query: kept))">\#(t("回到今天"))</a></p>"#
            : #"<p><b>\#(t("這是今天的樣子"))</b>：\#(shown(today))</p>"#
        let hidden: [HTML] = kept.map { #"<input type="hidden" name="\#($0.0)" value="\#($0.1)">"# }
        return #"""
            <form class="yk-asof\#(isPast ? " is-past" : "")" action="\#(url)" method="get">\#(hidden)\#(state)<div><label class="form-label" for="as-of">\#(t("看哪一天"))</label><input class="form-control" type="date" id="as-of" name="as-of" value="\#(day.iso)" max="\#(today.iso)"></div><button class="btn btn-outline-primary" type="submit">\#(t("看那一天"))</button></form>
            """#
    }
}

extension Call {
    /// - Throws: ``Problem`` 400 for what is no day or not over yet, 404 for a day before the ledger, 409 for one that no head has closed yet.
    public func moment() async throws -> Moment {
        let today = city.clock.today
        guard let text = request.query["as-of"], !text.isEmpty, text != today.iso else { return Moment(asOf: .now, text: nil, day: today, time: nil) }
        let (time, day) = try LedgerTime.read(text, "as-of", today: today, now: city.clock.now())
        let count = try await store.point { try LedgerTime.entries(at: time, $0) }
        return Moment(asOf: .entries(count), text: text, day: day, time: time)
    }
}

extension Store {
    /// A read of tables with a past: inline for now, whose queries are by key; in the pool for the past, which looks at more.
    public func read<T: Sendable>(at moment: Moment, _ work: @escaping @Sendable (any Reader) throws -> T) async throws -> T {
        try await moment.isPast ? read(work) : point(work)
    }
}

/// From time to places in the ledger.
public enum LedgerTime {
    /// The end of a day in Taipei, or the moment itself.
    public static func read(_ text: String, _ parameter: String, today: CivilDate, now: Instant) throws -> (Instant, CivilDate) {
        let offset: Int64 = 8 * 3600
        let time: Instant
        let day: CivilDate
        if let date = CivilDate(iso: text) {
            day = date
            time = date == today ? now : Instant(milliseconds: (Int64(date.dayNumber + 1) * 86_400 - offset) * 1000)
        } else if let instant = Instant(text) {
            day = CivilDate(taipeiAtUnixSeconds: instant.seconds)
            time = instant
        } else {
            throw Problem.badQuery(parameter, "請填日期（2026-11-20）或時刻（2026-11-20T01:00:00Z）。")
        }
        guard time <= now else { throw Problem.badQuery(parameter, "那個時候還沒到。") }
        return (time, day)
    }

    /// How many entries the ledger had at a time.
    /// - Throws: ``Problem`` when no head is as old, or none as new: then it could still become more.
    public static func entries(at time: Instant, _ db: any Reader) throws -> Int {
        guard try db.first("SELECT size FROM ledger_head WHERE at >= \(time) ORDER BY at LIMIT 1") != nil else { throw Problem.notClosed }
        let row = try db.first("SELECT size FROM ledger_head WHERE at <= \(time) ORDER BY at DESC, size DESC LIMIT 1")
        guard let size: Int = try row?.get("size") else { throw Problem.beforeLedger }
        guard try size >= LedgerQueries.horizon(db) else { throw Problem.compacted }
        return size
    }

    /// The same for the end of a span, which may be now: then it is what the newest head covers.
    public static func entriesOrLast(at time: Instant, _ db: any Reader) throws -> Int {
        guard let last = try LedgerQueries.lastHead(db) else { throw Problem.notClosed }
        return time >= last.at ? last.size : try entries(at: time, db)
    }
}

extension Problem {
    static let notClosed = Problem(409, "not-closed", "那個時候還沒有簽章", "紀錄簿簽到那個時候之後，才能看那時的樣子；通常過幾秒就好。")
    static let compacted = Problem(410, "compacted", "那時的樣子已經不保留", "超過本府設定的保留期限。請選晚一點的日子。")
    static let beforeLedger = Problem(404, "before-ledger", "那時還沒有紀錄", "紀錄簿從更晚的時候開始。")
}
