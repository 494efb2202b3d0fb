using Microsoft.EntityFrameworkCore;
using Supervision.ServiceDefaults.Problems;
using Supervision.Topics.Data;

namespace Supervision.Topics.Terms;

/// <summary>A term as shown.</summary>
/// <param name="Id">Null for a common term, which no district may change.</param>
public sealed record TermView(Guid? Id, TermKind Kind, string Code, string Chinese, string English, bool Active);

/// <summary>The terms of a district: the common ones and its own.</summary>
internal sealed class Vocabulary(TopicsDb db)
{
    /// <summary>The four fields of domain.md (R2), the usual classes of topics, and the kinds of activities (R8).</summary>
    public static readonly IReadOnlyList<TermView> Common =
    [
        new(null, TermKind.Field, "businessEnvironment", "优化营商环境", "Business environment", true),
        new(null, TermKind.Field, "publicService", "深化服务为民", "Public service", true),
        new(null, TermKind.Field, "ruralRevitalisation", "乡村振兴", "Rural revitalisation", true),
        new(null, TermKind.Field, "livingEnvironment", "人居环境", "Living environment", true),
        new(null, TermKind.TopicClass, "policy", "重大政策落实", "Policy implementation", true),
        new(null, TermKind.TopicClass, "livelihood", "民生实事", "Livelihood", true),
        new(null, TermKind.TopicClass, "conduct", "行风政风", "Conduct of departments", true),
        new(null, TermKind.TopicClass, "keyProject", "重点项目", "Key project", true),
        new(null, TermKind.ActivityKind, "consultation", "请你来协商", "Come and consult", true),
        new(null, TermKind.ActivityKind, "livelihoodForum", "民生议事堂", "Livelihood forum", true),
        new(null, TermKind.ActivityKind, "proposalSupervision", "提案督办", "Supervision of a proposal's handling", true),
        new(null, TermKind.ActivityKind, "conductReview", "行风评议", "Review of conduct", true),
        new(null, TermKind.ActivityKind, "memberStudio", "委员工作室", "Member's studio", true),
        new(null, TermKind.ActivityKind, "visitsAndHelp", "三访三助", "Visits and help", true),
        new(null, TermKind.ActivityKind, "grassrootsRound", "看见·协同监督在基层", "Grassroots round", true),
    ];

    public async Task<IReadOnlyList<TermView>> OfAsync(string district, CancellationToken ct)
    {
        var own = await db.Terms.AsNoTracking().Where(t => t.District == district).OrderBy(t => t.Code).ToListAsync(ct);
        return [.. Common, .. own.Select(View)];
    }

    /// <summary>Codes that may be assigned now.</summary>
    public async Task<HashSet<(TermKind Kind, string Code)>> GivableAsync(string district, CancellationToken ct) =>
        [.. (await OfAsync(district, ct)).Where(t => t.Active).Select(t => (t.Kind, t.Code))];

    /// <exception cref="RequestProblem">422 <c>term.unknown</c>: not one of the district's terms.</exception>
    public async Task CheckAsync(string district, string field, IEnumerable<string> tags, string? @class, CancellationToken ct)
    {
        var givable = await GivableAsync(district, ct);
        var known = givable.Contains((TermKind.Field, field)) && tags.All(tag => givable.Contains((TermKind.Tag, tag)))
            && (@class is null || givable.Contains((TermKind.TopicClass, @class)));
        if (!known) throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "term.unknown");
    }

    public static TermView View(Term term) => new(term.Id, term.Kind, term.Code, term.Chinese, term.English, term.Active);
}
