using System.Net;
using System.Text.Json.Nodes;
using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.Demo;

/// <summary>A clue's way from the conference's office to the commission's own system and back (R24–R28, R31, R32, R43).</summary>
internal sealed partial class ClueJourney(Uri gateway, SampleAccounts samples, Script script) : IAsyncDisposable
{
    readonly List<Participant> _signedIn = [];
    EventQueue? _queue;
    string? _subscription;

    Person _office = null!, _officeHead = null!, _secretary = null!, _chair = null!;
    Person _intake = null!, _handler = null!, _leader = null!, _admin = null!, _elsewhere = null!;
    Machine _system = null!;

    string _id = "";

    string Clue => $"/api/clues/{_id}";

    public async Task RunAsync()
    {
        script.Chapter("统一登录 Sign-in");
        await SignInAsync();
        script.Chapter("政协：登记、梳理、逐级呈报 The conference: register, collate, approve");
        await RegisterAndApproveAsync();
        script.Chapter("移交 Transfer");
        await TransferAsync();
        script.Chapter("纪委监委：签收、受理、处置 The commission: receive, accept, dispose");
        await DisposeOfItAsync();
        script.Chapter("反馈、消息、留痕 Outcome, notifications, access log");
        await LookBackAsync();
    }

    async Task SignInAsync()
    {
        _office = await SignedInAsync(samples.Holder(Cppcc.Office));
        _officeHead = await SignedInAsync(samples.Holders(Cppcc.Office)[1]);
        _secretary = await SignedInAsync(samples.Holder(Cppcc.Secretary));
        _chair = await SignedInAsync(samples.Holder(Cppcc.Chair));
        _intake = await SignedInAsync(samples.Holder(Discipline.Intake));
        _handler = await SignedInAsync(samples.Holder(Discipline.Handler));
        _leader = await SignedInAsync(samples.Holder(Discipline.Leader));
        _admin = await SignedInAsync(samples.Holder(Discipline.Admin));
        _elsewhere = await SignedInAsync(samples.Holder(Cppcc.Chair, SampleAccounts.Lucheng));
        await script.StepAsync("the commission's own system signs in by client credentials", async () =>
        {
            _system = await Machine.SignInAsync(gateway, samples.System(Bodies.Discipline));
            _signedIn.Add(_system);
            return _system.Client.Tenant;
        });
        await script.StepAsync($"{_admin.Name} registers it for events; it gets a queue and a broker user of its own", async () =>
        {
            var registered = await _admin.PostAsync(
                "/api/clues/subscriptions", new { name = $"demo-{Guid.NewGuid():N}", eventTypes = new[] { "clue.transferred.v1", "clue.disposed.v1" } });
            _subscription = (string)registered["subscriber"]!["id"]!;
            await Script.UntilAsync(
                async () => (string?)(await _admin.GetAsync($"/api/clues/subscriptions/{_subscription}"))["status"] == "active" ? "active" : null,
                "the subscriber's queue");
            _queue = await EventQueue.OpenAsync(registered["access"]!);
            return (string)registered["access"]!["queue"]!;
        });
    }

    async Task<Person> SignedInAsync(SampleAccount account)
    {
        Person? person = null;
        await script.StepAsync($"{account.Name} signs in at the central page ({account.Body}: {string.Join(", ", account.Roles)})", async () =>
        {
            person = await Person.SignInAsync(gateway, account);
            _signedIn.Add(person);
        });
        return person!;
    }

    async Task RegisterAndApproveAsync()
    {
        var matter = Matters.Next();
        await script.StepAsync($"{_office.Name} registers a clue 「{matter.Title}」", async () =>
        {
            var clue = await _office.PostAsync("/api/clues", Matters.Request(matter));
            _id = (string)clue["id"]!;
            return Standing(clue);
        });
        await DoAsync(_office, "collates it", "collate", null, "collated");
        await DoAsync(_office, "submits it", "submit", null, "inApproval");
        await script.StepAsync($"{_officeHead.Name} returns it with a comment", async () =>
        {
            var clue = await _officeHead.PostAsync($"{Clue}/return", new { contentHash = await HashSeenByAsync(_officeHead), comment = "请补充走访时间和地点。" });
            return Expect(clue, "returned");
        });
        await script.StepAsync($"{_office.Name} corrects and submits it again", async () =>
        {
            var (_, version) = await _office.AskAsync(HttpMethod.Get, Clue);
            await _office.AskAsync(HttpMethod.Put, Clue, Matters.Request(matter, "走访时间：上月中旬，地点：现场。"), version);
            return Expect(await _office.PostAsync($"{Clue}/submit"), "inApproval");
        });
        await ApproveAsync(_officeHead, "inApproval");
        await ApproveAsync(_secretary, "inApproval");
        await script.StepAsync($"{_intake.Name} does not know of it yet", () => _intake.RefusedAsync(HttpMethod.Get, Clue, HttpStatusCode.NotFound));
        await ApproveAsync(_chair, "approved");
    }

    async Task ApproveAsync(Person approver, string then) => await script.StepAsync($"{approver.Name} reads and approves it", async () =>
        Expect(await approver.PostAsync($"{Clue}/approve", new { contentHash = await HashSeenByAsync(approver), comment = "同意。" }), then));

    async Task TransferAsync()
    {
        await script.StepAsync($"{_office.Name} transfers it to the commission", async () =>
        {
            var clue = await _office.PostAsync($"{Clue}/transfer");
            return $"{Expect(clue, "transferred")}, letter {clue["letterNumber"]}, to be received by {clue["receiptDue"]}";
        });
        await script.StepAsync("the commission's own system gets the sealed event from its queue, fetches the clue, acknowledges", async () =>
        {
            var cloudEvent = await _queue!.HandleNextAsync(async cloudEvent =>
            {
                Script.Check((string?)cloudEvent["type"] == "clue.transferred.v1", cloudEvent.ToJsonString());
                Script.Check((string?)cloudEvent["subject"] == _id, cloudEvent.ToJsonString());
                var clue = await _system.GetAsync($"/api/clues/{(string)cloudEvent["subject"]!}");
                Script.Check((string?)clue["contentHash"] == (string?)cloudEvent["data"]!["contentHash"], "the clue is not the one that was announced");
                var sealedText = cloudEvent.ToJsonString();
                Script.Check(!sealedText.Contains((string)clue["title"]!, StringComparison.Ordinal), "the event is not sealed");
            });
            return $"{cloudEvent["type"]} {cloudEvent["id"]}";
        });
        await script.StepAsync($"{_elsewhere.Name} of another district sees nothing of it", () => _elsewhere.RefusedAsync(HttpMethod.Get, Clue, HttpStatusCode.NotFound));
    }

    async Task DisposeOfItAsync()
    {
        await DoAsync(_intake, "signs for it", "receive", null, "received");
        await DoAsync(_intake, $"accepts it and gives it to {_handler.Name}", "accept", new { handler = _handler.Account.UserId }, "accepted");
        await script.StepAsync($"{_handler.Name} reads it and proposes a disposal", async () =>
        {
            await _handler.GetAsync(Clue);
            await _handler.PostAsync($"{Clue}/disposal", new
            {
                measure = "preliminaryVerification",
                grounds = "经初步了解，反映的问题具有可查性，拟成立核查组初步核实。",
                outcomeSummary = Outcome,
            });
        });
        await script.StepAsync($"{_leader.Name} reads and approves it", async () =>
        {
            await _leader.GetAsync(Clue);
            return Expect(await _leader.PostAsync($"{Clue}/disposal/approve", new { comment = "同意。" }), "disposed");
        });
    }

    const string Outcome = "已对反映问题进行初步核实，相关单位已着手整改，核实结果将依规处理。";

    async Task DoAsync(Person who, string what, string command, object? body, string then) =>
        await script.StepAsync($"{who.Name} {what}", async () => Expect(await who.PostAsync($"{Clue}/{command}", body), then));

    async Task<string> HashSeenByAsync(Person reader) => (string)(await reader.GetAsync(Clue))["contentHash"]!;

    static string Expect(JsonNode clue, string status)
    {
        Script.Check((string?)clue["status"] == status, $"expected {status}: {clue.ToJsonString()}");
        return Standing(clue);
    }

    static string Standing(JsonNode clue) => clue["level"] is { } level
        ? $"{clue["reference"]} {clue["status"]}, awaits {level["label"]}"
        : $"{clue["reference"]} {clue["status"]}";

    public async ValueTask DisposeAsync()
    {
        if (_queue is not null) await _queue.DisposeAsync();
        foreach (var participant in _signedIn) participant.Dispose();
    }
}
