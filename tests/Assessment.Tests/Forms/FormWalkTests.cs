using CsCheck;
using Supervision.Assessment.Tests.Support;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.Assessment.Tests.Forms;

/// <summary>
/// Random moves by random callers of all bodies against the running service, compared with a second statement of domain.md's state machine.
/// </summary>
public sealed class FormWalkTests(AssessmentPlatform platform)
{
    const int Walks = 10;

    static readonly string[] Moves =
        ["submit", "concur", "refuse", "issue", "acknowledge", "draft", "send", "accept", "return", "held", "relapsed"];

    static readonly string[] KeepersMay = ["submit", "issue", "accept", "return", "held", "relapsed"];
    static readonly string[] LeadersMay = ["concur", "refuse", "accept", "return", "held", "relapsed"];

    /// <param name="Reads">From which state on: 0 always, 1 once issued, 2 never.</param>
    sealed record Person(string Name, Role Role, string Body, int Reads, string[] May, string District = SampleAccounts.Dongtou);

    static readonly Person[] People =
    [
        new("office", Cppcc.Office, Bodies.Cppcc, 0, KeepersMay),
        new("conference's liaison", Cppcc.Liaison, Bodies.Cppcc, 0, KeepersMay),
        new("commission's liaison", Discipline.Liaison, Bodies.Discipline, 0, KeepersMay),
        new("chair", Cppcc.Chair, Bodies.Cppcc, 0, LeadersMay),
        new("leader", Discipline.Leader, Bodies.Discipline, 0, LeadersMay),
        new("secretary", Cppcc.Secretary, Bodies.Cppcc, 0, []),
        new("member", Cppcc.Member, Bodies.Cppcc, 1, []),
        new("handler", Discipline.Handler, Bodies.Discipline, 1, []),
        new("contact", Others.Contact, Bodies.Unit, 1, ["acknowledge", "draft", "send"]),
        new("reviewer", Others.Reviewer, Bodies.Party, 2, []),
        new("admin", Cppcc.Admin, Bodies.Cppcc, 2, []),
        new("another district's contact", Others.Contact, Bodies.Unit, 2, ["acknowledge", "draft", "send"], SampleAccounts.Lucheng),
        new("another district's leader", Discipline.Leader, Bodies.Discipline, 2, LeadersMay, SampleAccounts.Lucheng),
    ];

    static readonly Gen<(int Move, int By, int Item, bool Onward)[]> Walk =
        Gen.Select(Gen.Int[0, Moves.Length - 1], Gen.Int[0, People.Length - 1], Gen.Int[0, 1], Gen.Int[0, 4].Select(n => n > 0)).Array[25, 45];

    readonly FormCases _cases = new(new Affairs(platform));

    [Fact]
    public async Task Only_the_machines_moves_succeed_and_form_and_items_stand_where_they_lead()
    {
        var reached = new HashSet<string>();
        await Walk.SampleAsync(
            async walk =>
            {
                var form = await _cases.DraftAsync(items: 2);
                var oracle = new Oracle();
                IReadOnlyList<Guid> items = [Guid.NewGuid(), Guid.NewGuid()];
                foreach (var step in walk)
                {
                    var (move, by) = (Moves[step.Move], People[step.By]);
                    if (step.Onward)
                    {
                        var possible = Moves.Where(m => m is not "refuse").SelectMany(m => People.Take(9).Select(p => (Move: m, By: p))).Where(c => c.By.May.Contains(c.Move) && oracle.Holds(c.Move, step.Item, c.By.Body)).ToList();
                        if (possible.Count > 0) (move, by) = possible[step.By % possible.Count];
                    }

                    var expected = Expected(oracle, move, step.Item, by);
                    var answer = await AskAsync(form, items[step.Item], oracle, move, step.Item, by);
                    Assert.True((int)answer.Status == expected, $"{oracle}: {move} {step.Item} by {by.Name}: {(int)answer.Status} instead of {expected} {answer.Text}");
                    if (!answer.IsSuccess) continue;
                    oracle.Apply(move, step.Item, by.Body);
                    if (move is "issue") items = await _cases.ItemsAsync(form);
                    reached.Add(oracle.Form);
                    Assert.Equal(oracle.Form, await _cases.StatusAsync(form));
                }

                if (oracle.IsIssued)
                {
                    for (var i = 0; i < 2; i++) Assert.Equal(oracle.Items[i].Status, await _cases.ItemStatusAsync(items[i]));
                }
            },
            iter: Walks, threads: 1);
        Assert.True(reached.Count >= 5, $"The walks reached only {string.Join(", ", reached)}.");
    }

    static int Expected(Oracle oracle, string move, int item, Person by)
    {
        if (!by.May.Contains(move)) return 403;
        var aboutItem = move is not ("submit" or "concur" or "refuse" or "issue" or "acknowledge");
        if (by.Reads == 2 || (by.Reads == 1 && !oracle.IsIssued) || (aboutItem && !oracle.IsIssued)) return 404;
        return oracle.Holds(move, item, by.Body) ? 200 : 409;
    }

    async Task<Answer> AskAsync(Guid form, Guid item, Oracle oracle, string move, int index, Person by)
    {
        var actor = platform.Accounts.Holder(by.Role, by.District);
        var (forms, one) = ($"{FormCases.Root}/forms/{form}", $"{FormCases.Root}/items/{item}");
        var round = oracle.Items[index].Round;
        return move switch
        {
            "concur" => await _cases.Api.PostAsync(actor, $"{forms}/concur", new { contentHash = await _cases.HashAsync(form) }),
            "refuse" => await _cases.Api.PostAsync(actor, $"{forms}/refuse", FormCases.Reason),
            "draft" => await _cases.Api.PutAsync(actor, $"{one}/reply", FormCases.Reply),
            "send" => await _cases.Api.PostAsync(actor, $"{one}/reply/send"),
            "accept" or "return" => await _cases.Api.PostAsync(actor, $"{one}/judge", FormCases.Judgement(round, move is "accept")),
            "held" or "relapsed" => await _cases.Api.PostAsync(actor, $"{one}/look-back", new { relapsed = move is "relapsed", note = "回访" }),
            _ => await _cases.Api.PostAsync(actor, $"{forms}/{move}"),
        };
    }

    /// <summary>The state machine restated: conditions and next states.</summary>
    sealed class Oracle
    {
        string _form = "draft";
        bool _refused;
        readonly HashSet<string> _keys = [];

        public OracleItem[] Items { get; } = [new(), new()];

        public bool IsIssued => _form is "issued" or "received";

        /// <summary>Once acknowledged it follows its items.</summary>
        public string Form => _form is not "received" ? _form
            : Items.All(i => i.Status is "closed") ? "closed"
            : Items.Any(i => i.Owed) ? "received" : "replied";

        public bool Holds(string move, int index, string body)
        {
            var item = Items[index];
            return move switch
            {
                "submit" => _form is "draft" && !_refused,
                "concur" => _form is "consulting" && !_keys.Contains(body),
                "refuse" => _form is "consulting",
                "issue" => _form is "consulting" && _keys.Count == 2,
                "acknowledge" => _form is "issued",
                "draft" => _form is "received" && item.Owed,
                "send" => _form is "received" && item.Owed && item.Drafted,
                "accept" or "return" => item.Status is "replied" && (item.Disputed || !item.Said.ContainsKey(body)),
                _ => item.Status is "closed",
            };
        }

        public void Apply(string move, int index, string body)
        {
            var item = Items[index];
            switch (move)
            {
                case "submit": _form = "consulting"; break;
                case "concur": _keys.Add(body); break;
                case "refuse": (_form, _refused) = ("draft", true); _keys.Clear(); break;
                case "issue": _form = "issued"; break;
                case "acknowledge": _form = "received"; break;
                case "draft": item.Drafted = true; break;
                case "send": (item.Status, item.Drafted) = ("replied", false); item.Round++; item.Said.Clear(); break;
                case "accept" or "return":
                    item.Said[body] = move is "accept";
                    if (item.Said.Count == 2 && !item.Disputed) item.Status = item.Said[body] ? "closed" : "sentBack";
                    break;
                case "relapsed": item.Status = "relapsed"; break;
            }
        }

        public override string ToString() => $"{Form} [{string.Join(", ", Items.Select(i => i.Status))}]";
    }

    sealed class OracleItem
    {
        public string Status { get; set; } = "open";

        public int Round { get; set; }

        public bool Drafted { get; set; }

        public Dictionary<string, bool> Said { get; } = [];

        public bool Owed => Status is "open" or "sentBack" or "relapsed";

        public bool Disputed => Said.Count == 2 && Said.Values.Distinct().Count() == 2;
    }
}
