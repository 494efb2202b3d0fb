using System.Globalization;
using Supervision.ClueTransfers.Tests.Support;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.ClueTransfers.Tests.Matrix;

/// <summary>The cells of the matrix as calls: by whom, about what.</summary>
public sealed class MatrixCalls(CluesPlatform platform)
{
    static readonly Target[] Targets = Enum.GetValues<Target>();

    readonly Matters _ours = platform.Matters();
    readonly Matters _theirs = platform.Matters(SampleAccounts.Lucheng);
    readonly Dictionary<(string District, string State), Task<Matters.Case>> _standing = [];
    readonly Dictionary<(Record, string District), Guid> _records = [];

    /// <summary>Nobody signed in, one person per role, and the systems.</summary>
    public IReadOnlyList<(Role? Role, Actor Actor)> Callers { get; } =
    [
        (null, Actor.Nobody),
        .. Roles.All.Select(role => ((Role?)role, (Actor)(role == Cppcc.Office ? platform.Matters().OfficeHead : platform.Accounts.Holder(role)))),
        (Cppcc.System, platform.Accounts.System(Bodies.Cppcc)),
        (Discipline.System, platform.Accounts.System(Bodies.Discipline)),
    ];

    public IEnumerable<(Role? Role, Actor Actor, Target Target)> Cells(AccessRow row) =>
        from caller in Callers
        from target in Targets
        where target is Target.Own || row.State is not null || (row.Of is not Record.None && target is Target.OtherDistrict)
        where target is not Target.OtherBody || (caller.Role is { Body: Bodies.Cppcc or Bodies.Discipline } && !row.OfFile)
        select (caller.Role, caller.Actor, target);

    /// <param name="fresh">Whether this call gets its own record, because it will change it.</param>
    public async Task<Answer> AskAsync(ServiceApi api, AccessRow row, Role? role, Actor actor, Target target, bool fresh)
    {
        var matters = target is Target.OtherDistrict ? _theirs : _ours;
        var about = row switch
        {
            { Of: not Record.None } => new Matters.Case(await RecordAsync(row.Of, matters, fresh), Guid.Empty, "", actor),
            { State: { } state } => await CaseAsync(matters, target is Target.OtherBody ? AccessRow.InOtherHands(role!.Value) : state, fresh),
            _ => new Matters.Case(Guid.Empty, Guid.Empty, "", actor),
        };
        var (method, pattern) = (row.Endpoint.Split(' ')[0], row.Endpoint.Split(' ')[1]);
        var path = pattern.Replace("{id:guid}", about.Id.ToString(), StringComparison.Ordinal)
            .Replace("{attachmentId:guid}", about.File.ToString(), StringComparison.Ordinal);
        return await api.SendAsync(
            actor, HttpMethod.Parse(method), path + row.Query, row.Body(matters, about with { By = actor }), match: method == "PUT" ? "*" : null);
    }

    async Task<Matters.Case> CaseAsync(Matters matters, string state, bool fresh)
    {
        if (fresh) return await matters.CaseAsync(state);
        if (!_standing.TryGetValue((matters.District, state), out var standing)) _standing[(matters.District, state)] = standing = matters.CaseAsync(state);
        return await standing;
    }

    async Task<Guid> RecordAsync(Record of, Matters matters, bool fresh)
    {
        if (!fresh && _records.TryGetValue((of, matters.District), out var known)) return known;
        return _records[(of, matters.District)] = of is Record.Delegation ? await matters.DelegatedAsync() : await matters.SubscribedAsync();
    }

    /// <summary>Content of the database except records of reads, one line per table.</summary>
    public async Task<string> ContentsAsync()
    {
        var tables = await platform.ScalarAsync<string[]>(
            """
            select array_agg(relname::text order by relname) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
                and not relispartition and relname <> all ('{__EFMigrationsHistory,clue_reads,outbox,idempotent_requests}')
            """);
        var lines = new List<string>();
        foreach (var table in tables!)
        {
            var sum = await platform.ScalarAsync<string>($"select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from {table} t");
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{table} {sum}"));
        }

        return string.Join('\n', lines);
    }
}
