using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Supervision.Demo.Assessment;

/// <summary>The unit's side: the clock, more time, and answers with evidence (R34, R36, R37).</summary>
internal sealed partial class AssessmentJourney
{
    /// <summary>Ids of the form's items, in their order.</summary>
    readonly List<string> _items = [];

    byte[] Evidence => Encoding.UTF8.GetBytes($"整改佐证：一次性告知单照片说明（{_mark}）");

    string Item(int number) => $"{Path}/items/{_items[number - 1]}";

    async Task AcknowledgeAsync()
    {
        await script.StepAsync($"{_cast.Contact.Name} is notified of it and acknowledges receipt; the 20 days start, with explanation", async () =>
        {
            await ToldAsync(_cast.Contact, $"/forms/{_form}", "form.to_acknowledge");
            var received = await _cast.Contact.PostAsync($"{Form}/acknowledge");
            Stands(received, "received");
            _items.AddRange(Items(received).OrderBy(item => (int)item["number"]!).Select(Id));
            var clock = All(await _cast.Contact.GetAsync($"{Form}/deadlines")).Single();
            var days = ((DateTimeOffset)clock["due"]! - (DateTimeOffset)clock["from"]!).TotalDays;
            Script.Check((bool)clock["open"]! && !(bool)clock["overdue"]! && days is >= 20 and < 40 && clock["days"]!.AsArray().Count > 0, clock.ToJsonString());
            return (string)clock["summary"]!;
        });
        await script.StepAsync("contacts of another unit, and of another district's, find no trace of it", async () =>
        {
            foreach (var stranger in _cast.OtherUnits)
            {
                foreach (var path in (string[])["", "/deadlines", "/extensions", "/document"])
                    await stranger.RefusedAsync(HttpMethod.Get, Form + path, HttpStatusCode.NotFound);
                await stranger.RefusedAsync(HttpMethod.Post, $"{Form}/acknowledge", HttpStatusCode.NotFound);
                await stranger.RefusedAsync(HttpMethod.Get, Item(1), HttpStatusCode.NotFound);
                await stranger.RefusedAsync(HttpMethod.Put, $"{Item(1)}/reply", HttpStatusCode.NotFound, Answer(AssessmentMatters.Answers[0]));
                foreach (var list in (string[])["forms", "items"])
                    Script.Check(!Items(await stranger.GetAsync($"{Path}/{list}?search={_mark}")).Any(), $"{stranger.Name} sees {list}");
                await stranger.RefusedAsync(HttpMethod.Get, $"{Path}/sources", HttpStatusCode.Forbidden);
            }

            return await _cast.Contact.RefusedAsync(HttpMethod.Get, $"{Form}/versions", HttpStatusCode.Forbidden);
        });
        await script.StepAsync($"{_cast.Handler.Name} reads the issued form, not the leaders' decisions, and may not judge", async () =>
        {
            var form = await _cast.Handler.GetAsync(Form);
            Script.Check(form["decisions"]!.AsArray().Count == 0, form.ToJsonString());
            return await _cast.Handler.RefusedAsync(HttpMethod.Post, $"{Item(1)}/judge", HttpStatusCode.Forbidden, new { round = 1, accept = true });
        });
    }

    async Task ExtendAsync()
    {
        await script.StepAsync($"{_cast.Contact.Name} asks for ten more days; both bodies grant them and the due instant moves", async () =>
        {
            var before = await DueAsync();
            var asked = await AskAsync(10, "告知单需统一印制。");
            await _cast.CppccLiaison.PostAsync($"{Path}/extensions/{asked}/grant");
            var seen = All(await _cast.Contact.GetAsync($"{Form}/extensions")).Single();
            Script.Check((string?)seen["status"] == "asked" && seen["words"]!.AsArray().Count == 0, $"the unit sees what one body decided: {seen.ToJsonString()}");
            Stands(await _cast.Leader.PostAsync($"{Path}/extensions/{asked}/grant"), "granted");
            var clock = All(await _cast.Office.GetAsync($"{Form}/deadlines")).Single();
            Script.Check((int)clock["extension"]! == 10 && (DateTimeOffset)clock["due"]! >= before.AddDays(8), clock.ToJsonString());
            Script.Check(All(clock["events"]!).Any(happened => (string?)happened["kind"] == "extended"), clock.ToJsonString());
            return (string)clock["summary"]!;
        });
        await script.StepAsync($"{_cast.Contact.Name} asks once more; {_cast.Chair.Name} refuses, which is enough", async () =>
        {
            var before = await DueAsync();
            var asked = await AskAsync(15, "负责人外出。");
            var refused = await _cast.Chair.PostAsync($"{Path}/extensions/{asked}/refuse", new { reason = "已延期一次，请按期反馈。" });
            Script.Check(await DueAsync() == before, "the due instant moved");
            return Stands(refused, "refused");
        });
    }

    async Task AnswerAsync()
    {
        await script.StepAsync($"{_cast.Contact.Name} drafts the first answer with evidence; nobody else sees it before it is sent", async () =>
        {
            var reply = await DraftAsync(1, AssessmentMatters.Answers[0]);
            foreach (var judge in _cast.Judges)
            {
                Script.Check((await judge.GetAsync(Item(1)))["replies"]!.AsArray().Count == 0, $"{judge.Name} sees the draft");
                await judge.RefusedAsync(HttpMethod.Get, $"{Path}/replies/{reply}/files", HttpStatusCode.NotFound);
            }

            await SendAsync(1, "replied");
            foreach (var judge in _cast.Judges)
            {
                var sent = All((await judge.GetAsync(Item(1)))["replies"]!).Single();
                Script.Check(!(bool)sent["draft"]! && !(bool)sent["late"]! && ((string)sent["measures"]!).Contains(_mark, StringComparison.Ordinal), sent.ToJsonString());
                var file = All(await judge.GetAsync($"{Path}/replies/{reply}/files")).Single();
                Script.Check((string?)file["sha256"] == Convert.ToHexStringLower(SHA256.HashData(Evidence)), file.ToJsonString());
            }

            var late = await _cast.Contact.RefusedUploadAsync($"{Path}/replies/{reply}/files?name=late.txt", Encoding.UTF8.GetBytes("补充"));
            return $"both bodies have it at once; more evidence is refused: {late["code"]}";
        });
        await script.StepAsync($"{_cast.Contact.Name} answers the other two items; the form is replied", async () =>
        {
            foreach (var number in (int[])[2, 3])
            {
                await DraftAsync(number, AssessmentMatters.Answers[number - 1]);
                await SendAsync(number, "replied");
            }

            return Stands(await _cast.Contact.GetAsync(Form), "replied");
        });
    }

    /// <summary>Drafts an answer, overwrites it once, and adds the evidence twice, which gives one file.</summary>
    /// <returns>Id of the answer.</returns>
    async Task<string> DraftAsync(int number, (string Measures, string Results) answer)
    {
        await _cast.Contact.PutAsync($"{Item(number)}/reply", Answer(("起草中。", "起草中。")));
        var saved = await _cast.Contact.PutAsync($"{Item(number)}/reply", Answer(answer));
        var reply = Id(All(saved["replies"]!).Single(reply => (bool)reply["draft"]!));
        for (var i = 0; i < 2; i++) await _cast.Contact.UploadAsync($"{Path}/replies/{reply}/files?name=evidence.txt", Evidence);
        return reply;
    }

    async Task SendAsync(int number, string then) => Stands((await _cast.Contact.PostAsync($"{Item(number)}/reply/send"))["item"]!, then);

    object Answer((string Measures, string Results) answer) => new { measures = Marked(answer.Measures), results = answer.Results };

    async Task<string> AskAsync(int days, string reason) => Id(await _cast.Contact.PostAsync($"{Item(1)}/extension", new { days, reason }));

    async Task<DateTimeOffset> DueAsync() => (DateTimeOffset)All(await _cast.Contact.GetAsync($"{Form}/deadlines")).Single()["due"]!;
}
