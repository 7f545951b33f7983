internal import Kernel
internal import Storage

extension EventHub {
    /// Until its task is cancelled; then every stream ends.
    func run(store: Store, heartbeat: Int) async {
        let (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let hearing = [
            store.driver.listen(OutboxQueries.channel) { _ in signal.yield() },
            store.driver.listen(Sessions.ended) { person in self.check(person: person) },
        ]
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                // Should the store fail, the next signal tries again.
                for await _ in signals { try? await self.refill() }
            }
            group.addTask {
                // An announcement can get lost; another process on the same file makes none.
                while (try? await Task.sleep(for: .seconds(1))) != nil {
                    self.tick(patience: .seconds(2 * heartbeat))
                    signal.yield()
                }
                signal.finish()
            }
        }
        for one in hearing { one.end() }
        end()
    }
}

extension Site {
    /// Feeds the event streams as long as its task lives; ends them when it is cancelled.
    public func runEvents() async {
        await hub.run(store: city.store, heartbeat: city.settings[WebSettings.streamHeartbeat])
    }
}
