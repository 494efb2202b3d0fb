using System.Net;

namespace Supervision.Demo;

internal sealed partial class ClueJourney
{
    async Task LookBackAsync()
    {
        await script.StepAsync($"{_office.Name} reads the outcome summary and nothing else of the commission's side", ConferenceViewAsync);
        await script.StepAsync("the commission's own system receives the outcome", async () =>
        {
            var cloudEvent = await _queue!.HandleNextAsync(_ => Task.CompletedTask);
            Script.Check((string?)cloudEvent["type"] == "clue.disposed.v1", cloudEvent.ToJsonString());
            return $"{cloudEvent["type"]} {cloudEvent["id"]}";
        });
        await ToldAsync(_office, "clue.returned_in_approval", "clue.approved", "clue.received", "clue.disposed");
        await ToldAsync(_officeHead, "clue.awaiting_approval", "clue.transferred");
        await ToldAsync(_secretary, "clue.awaiting_approval", "clue.transferred");
        await ToldAsync(_chair, "clue.awaiting_approval", "clue.transferred");
        await ToldAsync(_intake, "clue.awaiting_receipt");
        await ToldAsync(_handler, "clue.assigned", "disposal.approved");
        await ToldAsync(_leader, "disposal.proposed");
        await script.StepAsync("nobody of another district was notified", async () =>
            Script.Check((await NoticesAsync(_elsewhere)).Count == 0, "the other district's chair has a notification of it"));
        await script.StepAsync($"{_chair.Name} looks up who of the conference read it", () => ReadersAsync(_chair, _office, _officeHead, _secretary, _chair));
        await script.StepAsync($"{_leader.Name} looks up who of the commission read it", () => ReadersAsync(_leader, _handler, _leader, _system));
        await script.StepAsync($"{_admin.Name} deletes the demonstration's subscriber", async () =>
            await _admin.AskAsync(HttpMethod.Delete, $"/api/clues/subscriptions/{_subscription}"));
        await script.StepAsync($"{_office.Name} signs out, here and at the central page", _office.SignOutAsync);
    }

    async Task<string> ConferenceViewAsync()
    {
        var clue = await _office.GetAsync(Clue);
        Script.Check((string?)clue["outcomeSummary"] == Outcome, $"no outcome summary: {clue.ToJsonString()}");
        foreach (var hidden in (string[])["handler", "disposalDue"])
            Script.Check(clue[hidden] is null, $"{hidden} is the commission's: {clue.ToJsonString()}");
        foreach (var text in (string[])["preliminaryVerification", "核查组", _handler.Account.Name, _handler.Account.UserId.ToString()])
        {
            Script.Check(!clue.ToJsonString().Contains(text, StringComparison.Ordinal), $"the clue shows {text}");
            Script.Check(!(await _office.GetAsync($"{Clue}/history")).ToJsonString().Contains(text, StringComparison.Ordinal), $"the history shows {text}");
        }

        return await _office.RefusedAsync(HttpMethod.Get, $"{Clue}/disposal", HttpStatusCode.Forbidden);
    }

    async Task ToldAsync(Person person, params string[] kinds) => await script.StepAsync($"{person.Name} finds in the inbox: {string.Join(", ", kinds)}", async () =>
        await Script.UntilAsync(async () => kinds.Except(await NoticesAsync(person)).Any() ? null : "all", $"a notification among {string.Join(", ", kinds)}"));

    /// <summary>Kinds of a person's notifications about this clue.</summary>
    async Task<List<string>> NoticesAsync(Person person)
    {
        var page = await person.GetAsync("/api/notifications?limit=100");
        return [.. page["items"]!.AsArray().Where(item => (string?)item!["link"] == $"/clues/{_id}").Select(item => (string)item!["kind"]!)];
    }

    async Task<string> ReadersAsync(Person asker, params Participant[] expected)
    {
        var log = await asker.GetAsync($"{Clue}/access-log");
        var readers = log["items"]!.AsArray().Select(read => (string)read!["name"]!).ToList();
        foreach (var reader in expected)
        {
            var name = reader is Machine machine ? samples.Clients.Single(client => client.Id == machine.Client.Id).Id : reader.Name;
            Script.Check(readers.Contains(name) || log.ToJsonString().Contains(name, StringComparison.Ordinal), $"{name} read it, but the log does not show it: {log.ToJsonString()}");
        }

        return $"{readers.Count} readings";
    }
}
