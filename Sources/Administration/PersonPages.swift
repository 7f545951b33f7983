internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/admin/people/{person}`: one account, its appointments, and what may be done with it.
enum PersonPages {
    static let all = [show, appoint, endAppointment, reset, close, reopen]

    static let show = Endpoint(
        .get, "/admin/people/{person}", .holds(AdministrationModule.managePeople), .page("一個人", query: [AdminPage.doneQuery])
    ) { call in try await PersonPage(call).reply() }

    static let appoint = Endpoint(
        .post, "/admin/people/{person}/appointments", .holds(AdministrationModule.managePeople),
        .form("指派職務", AppointmentForm.fields([], hasEnd: true))
    ) { call in
        let page = try await PersonPage(call)
        let sent = try await call.body()
        var errors = sent.errors(in: AppointmentForm.fields(page.agencies, hasEnd: true))
        let chosen = AppointmentForm(sent, &errors)
        guard errors.isEmpty, let chosen else { return page.reply(values: sent.values, errors: errors) }
        try await PersonQueries.appoint(
            page.person.id, to: chosen.appointment, from: chosen.from, until: chosen.until, at: call.city.clock.now(), as: call.granted.actor(),
            in: call.store)
        return page.back("added")
    }

    static let endAppointment = Endpoint(
        .post, "/admin/appointments/{appointment}/end", .holds(AdministrationModule.managePeople), .form("結束職務", [])
    ) { call in
        let id = try call.parameter("appointment")
        guard let person = try await call.store.read({ try PersonQueries.person(withAppointment: id, $0) }) else { throw Problem.notFound }
        let isEnded = try await PersonQueries.endAppointment(id, on: call.city.clock.today, as: call.granted.actor(), in: call.city)
        return .seeOther(AdminURL.person(person).with(query: [("done", isEnded ? "ended" : "gone")]))
    }

    static let reset = Endpoint(
        .post, "/admin/people/{person}/password", .holds(AdministrationModule.managePeople), .form("換新密碼", [])
    ) { call in
        let page = try await PersonPage(call)
        let password = InitialPassword.make()
        let hash = try await call.city.passwords.hash(password)
        try await PersonQueries.reset(person: page.person.id, hash: hash, as: call.granted.actor(), in: call.store)
        try await call.city.signOut(page.person.id)
        return PasswordPage(
            call: call, title: call.t("\(page.person.name) 的新密碼"), person: page.person.id, passwords: [(page.person.handle, password)]
        ).reply
    }

    static let close = Endpoint(
        .post, "/admin/people/{person}/closure", .holds(AdministrationModule.managePeople), .form("停用帳號", [])
    ) { call in
        let page = try await PersonPage(call)
        guard page.person.id != call.granted.person?.id else { return page.back("gone") }
        let isClosed = try await PersonQueries.closeAccount(
            of: page.person.id, at: call.city.clock.now(), as: call.granted.actor(), in: call.city)
        try await call.city.signOut(page.person.id)
        return page.back(isClosed ? "closed" : "gone")
    }

    static let reopen = Endpoint(
        .post, "/admin/people/{person}/reopening", .holds(AdministrationModule.managePeople), .form("恢復帳號", [])
    ) { call in
        let page = try await PersonPage(call)
        let isOpen = try await PersonQueries.reopenAccount(of: page.person.id, as: call.granted.actor(), in: call.store)
        return page.back(isOpen ? "reopened" : "gone")
    }
}
