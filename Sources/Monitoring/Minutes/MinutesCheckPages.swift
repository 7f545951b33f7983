internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// What minutes ask for, as an officer checks it: every line can be changed, left out, and all of them are dispatched at once.
enum MinutesCheckPages {
    static let show = Endpoint(.get, "/directives/minutes/{minutes}", .holds(MonitoringModule.dispatchDirectives), .page("核對會議紀錄的事項")) { call in
        let (minutes, directives) = try await load(call)
        return .page(try await MinutesView.load(minutes, directives, call).page)
    }

    static let keep = Endpoint(
        .post, "/directives/minutes/{minutes}", .holds(MonitoringModule.dispatchDirectives),
        .form("核對會議紀錄的事項", [Field("revision", "版次", .number(1...1_000_000)), Field("due", "其餘期限", .date, required: false)], bodyLimit: 2 << 20)
    ) { call in
        let sent = try await call.body()
        let (minutes, directives) = try await load(call)
        let agencies = try await MinutesForm.agencies(call)
        let form = MinutesForm(sent, directives, agencies, call.city)
        // What was typed is never lost: it is shown again whatever becomes of it.
        var view = MinutesView(minutes: minutes, directives: form.directives, agencies: agencies, errors: form.errors, call: call)
        guard minutes.state == .open, Int(sent.digits("revision")) == minutes.revision else {
            view.isMovedOn = true
            return .page(view.page)
        }
        let wantsDispatch = sent.text("do") == "dispatch"
        if form.isUnreadable || (wantsDispatch && !form.errors.isEmpty) { return .page(view.page) }
        do {
            let kept = try await minutes.keep(form.directives, as: call.granted.actor(), in: call.store)
            guard wantsDispatch else { return .seeOther(MinutesURL.check(minutes.id).with(query: [("done", "kept")])) }
            guard form.directives.contains(where: \.isChosen) else {
                view = MinutesView(minutes: kept, directives: form.directives, agencies: agencies, errors: ["none": "請至少勾選一項再交辦。"], call: call)
                return .page(view.page)
            }
            let origin = call.granted.person?.appointments.first { $0.role == .reviewer }?.agency
            _ = try await kept.dispatch(from: origin, as: call.granted.actor(), in: call.city)
            return .seeOther(MinutesURL.check(minutes.id).with(query: [("done", "dispatched")]))
        } catch MinutesFault.movedOn {
            view.isMovedOn = true
            return .page(view.page)
        } catch MinutesFault.calendar(let phrase) {
            // The changes are kept already; only the dispatch was refused.
            let (now, stored) = try await load(call)
            return .page(MinutesView(minutes: now, directives: stored, agencies: agencies, errors: ["none": phrase], call: call).page)
        }
    }

    private static func load(_ call: Call) async throws -> (MinutesRecord, [DirectiveRecord]) {
        let id = try call.parameter("minutes")
        let found = try await call.store.read { db in try MinutesQueries.find(id, db).map { ($0, try MinutesQueries.directives(of: id, db)) } }
        guard let found else { throw Problem.notFound }
        return found
    }
}
