using System.Net;
using System.Text.Json.Nodes;
using Supervision.Demo.Year;

namespace Supervision.Demo.Assessment;

/// <summary>Both bodies judge (R35): two acceptances close, two refusals send back, one of each goes to the next joint meeting.</summary>
internal sealed partial class AssessmentJourney
{
    const string Meetings = JointAgenda.Meetings;

    async Task JudgeAsync()
    {
        var (ours, theirs) = (_cast.Judges[0], _cast.Judges[1]);
        await script.StepAsync($"{ours.Name} and {theirs.Name} accept two answers; one acceptance alone closes nothing", async () =>
        {
            foreach (var number in (int[])[2, 3])
            {
                Stands((await JudgeAsync(ours, number, 1, accept: true))["item"]!, "replied");
                Stands((await JudgeAsync(theirs, number, 1, accept: true))["item"]!, "closed");
            }

            return await ours.RefusedAsync(HttpMethod.Post, $"{Item(2)}/judge", HttpStatusCode.Conflict, new { round = 1, accept = true });
        });
        await script.StepAsync($"{ours.Name} accepts the first answer, {theirs.Name} sends it back: the disagreement is on the agenda of the next joint meeting", async () =>
        {
            await JudgeAsync(ours, 1, 1, accept: true);
            var judged = await JudgeAsync(theirs, 1, 1, accept: false);
            Script.Check((bool)judged["disputed"]! && (string?)judged["item"]!["status"] == "replied", judged.ToJsonString());
            var seen = await _cast.Contact.GetAsync(Item(1));
            Script.Check(seen["judgements"]!.AsArray().Count == 0 && !(bool)seen["disputed"]!, $"the unit sees each body's judgement: {seen.ToJsonString()}");
            return await OnAgendaAsync(_items[0], "disagreement");
        });
        await script.StepAsync("the joint meeting is held, and both leaders concur in its resolution", ResolveAsync);
        await script.StepAsync($"{ours.Name} follows it and sends the answer back too: the item's own clock starts, with its own 20 days", async () =>
        {
            Stands((await JudgeAsync(ours, 1, 1, accept: false))["item"]!, "sentBack");
            var clocks = All(await _cast.Contact.GetAsync($"{Form}/deadlines")).ToList();
            var own = clocks.Single(clock => (string?)clock["itemId"] == _items[0]);
            Script.Check(clocks.Count == 2 && (bool)own["open"]! && (int)own["extension"]! == 0 && (DateTimeOffset)own["from"]! >= _began, own.ToJsonString());
            Script.Check(!(bool)clocks.Single(clock => clock != own)["open"]!, "the form's clock still runs");
            Stands(await _cast.Contact.GetAsync(Form), "received");
            return (string)own["summary"]!;
        });
        await script.StepAsync($"{_cast.Contact.Name} reads the reasons, answers again; both accept, and the form is closed", async () =>
        {
            await ToldAsync(_cast.Contact, $"/forms/{_form}", "form.item_sent_back");
            var seen = await _cast.Contact.GetAsync(Item(1));
            Script.Check(All(seen["judgements"]!).Any(said => (string?)said["reason"] == AssessmentMatters.Better.Reason), seen.ToJsonString());
            await AnswerAgainAsync(1, 2, (AssessmentMatters.Better.Measures, AssessmentMatters.Better.Results));
            return Stands(await _cast.Contact.GetAsync(Form), "closed");
        });
    }

    Task<JsonNode> JudgeAsync(Person judge, int number, int round, bool accept) =>
        judge.PostAsync($"{Item(number)}/judge", new { round, accept, reason = accept ? null : AssessmentMatters.Better.Reason });

    /// <summary>Another answer, which both bodies accept.</summary>
    async Task AnswerAgainAsync(int number, int round, (string Measures, string Results) answer)
    {
        await DraftAsync(number, answer);
        await SendAsync(number, "replied");
        foreach (var judge in _cast.Judges) await JudgeAsync(judge, number, round, accept: true);
        Stands((await _cast.Chair.GetAsync(Item(number)))["item"]!, "closed");
    }

    /// <summary>Waits until the next joint meeting has a matter on its agenda.</summary>
    /// <returns>Its title on the agenda.</returns>
    async Task<string> OnAgendaAsync(string subject, string kind)
    {
        var entry = JointAgenda.Entry(await JointAgenda.WithAsync(_cast.Office, _meeting, [subject]), subject)!;
        Script.Check((string?)entry["kind"] == kind, entry.ToJsonString());
        return (string)entry["title"]!;
    }

    /// <summary>The meeting discusses only the disagreement; other waiting matters are removed by hand.</summary>
    async Task<string> ResolveAsync()
    {
        var meeting = $"{Meetings}/{_meeting}";
        await _cast.Office.PostAsync($"{meeting}/invitations", new { users = _cast.Present.Select(person => person.Id) });
        var entry = JointAgenda.Entry(await JointAgenda.WithAsync(_cast.Office, _meeting, [_items[0]]), _items[0])!;
        await _cast.Office.ReplaceAsync(
            $"{meeting}/agenda", new { items = new[] { new { id = Id(entry), title = (string)entry["title"]!, note = (string?)null } } });
        await _cast.Office.PostAsync($"{meeting}/call");
        var version = (int)(await _cast.Liaison.GetAsync($"{meeting}/agenda"))["version"]!;
        await _cast.Liaison.PostAsync(
            $"{meeting}/hold", new { agendaVersion = version, attendance = new { present = _cast.Present.Select(person => person.Id) } });
        var decision = Id(await _cast.Office.PostAsync($"{meeting}/decisions", new
        {
            agendaItem = Id(entry),
            agendaVersion = version,
            kind = "resolution",
            wording = $"同意退回第1项，请单位补充佐证后再报（{_mark}）。",
        }));
        foreach (var leader in _cast.Leaders)
        {
            var awaiting = All(await leader.GetAsync($"{Meetings}/decisions/awaiting")).Single(waiting => Id(waiting) == decision);
            await leader.PostAsync($"{Meetings}/decisions/{decision}/concur", new { contentHash = (string)awaiting["contentHash"]! });
        }

        await _cast.Office.PutAsync($"{meeting}/minutes", new { text = $"会议研究了整改评判分歧（{_mark}）。" });
        await _cast.Office.PostAsync($"{meeting}/minutes/issue");
        var minutes = await _cast.Liaison.OpenAsync($"{meeting}/minutes");
        Script.Check(minutes.Words().Contains(_mark, StringComparison.Ordinal), minutes.Words());
        return $"minutes (Word) {minutes.Size}";
    }
}
