using System.Globalization;
using System.Text.RegularExpressions;
using Supervision.Assessment.Tests.Support;
using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.Assessment.Tests.Matrix;

/// <summary>The cells of the matrix as calls: by whom, about what.</summary>
public sealed partial class MatrixCalls(AssessmentPlatform platform)
{
    readonly Affairs _ours = new(platform);
    readonly Affairs _otherUnits = new(platform, unit: $"{SampleAccounts.Dongtou}-U02");
    readonly Affairs _theirs = new(platform, SampleAccounts.Lucheng);
    readonly Dictionary<(string Unit, string Kind), Case> _standing = [];

    /// <summary>Nobody, everyone of a single role, and the systems.</summary>
    public IReadOnlyList<(Role? Role, Actor Actor)> Callers { get; } =
    [
        (null, Actor.Nobody),
        .. Roles.All.Select(role => ((Role?)role, (Actor)platform.Accounts.Holder(role))),
        (Cppcc.System, platform.Accounts.System(Bodies.Cppcc)),
        (Discipline.System, platform.Accounts.System(Bodies.Discipline)),
    ];

    public IEnumerable<(Role? Role, Actor Actor, Target Target)> Cells(AccessRow row) =>
        from caller in Callers
        from target in Enum.GetValues<Target>()
        where target is Target.Own || row.Of is not null
        where target is not Target.OtherUnit || row.Of!.OfUnit
        select (caller.Role, caller.Actor, target);

    /// <param name="fresh">A record of its own for this call, which is going to change it.</param>
    public async Task<Answer> AskAsync(AssessmentApi api, AccessRow row, Actor actor, Target target, bool fresh)
    {
        var affairs = target switch { Target.OtherDistrict => _theirs, Target.OtherUnit => _otherUnits, _ => _ours };
        var about = row.Of is { } kind ? await CaseAsync(affairs, kind, fresh) : new Case(actor.Account?.UserId ?? Guid.Empty);
        if (row.Before is { } before) await before(affairs);
        var (method, pattern) = (row.Endpoint.Split(' ')[0], row.Endpoint.Split(' ')[1]);
        var path = row.Path ?? Placeholder().Replace(pattern, match => match.Groups[1].Value == "id" ? about.Id.ToString() : about.Values![match.Groups[1].Value]);
        return await api.SendAsync(actor, HttpMethod.Parse(method), path + row.Query, row.Body(affairs, about), match: method == "PUT" ? "*" : null);
    }

    /// <summary>What the database holds beyond messages and kept answers, as one line a table.</summary>
    public async Task<string> ContentsAsync()
    {
        var tables = await platform.ScalarAsync<string[]>(
            """
            select array_agg(relname::text order by relname) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
                and not relispartition and relname <> all ('{__EFMigrationsHistory,outbox,idempotent_requests}')
            """);
        var lines = new List<string>();
        foreach (var table in tables!)
        {
            var sum = await platform.ScalarAsync<string>($"select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from {table} t");
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{table} {sum}"));
        }

        return string.Join('\n', lines);
    }

    async Task<Case> CaseAsync(Affairs affairs, RecordKind kind, bool fresh)
    {
        if (fresh) return await kind.MakeAsync(affairs);
        if (!_standing.TryGetValue((affairs.Unit, kind.Name), out var standing))
            _standing[(affairs.Unit, kind.Name)] = standing = await kind.MakeAsync(affairs);
        return standing;
    }

    [GeneratedRegex(@"\{([A-Za-z]+)(?::[a-z]+)?\}")]
    private static partial Regex Placeholder();
}
