using Supervision.ClueTransfers.Tests.Support;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;
using Supervision.Testing.Matrix;

namespace Supervision.ClueTransfers.Tests.Matrix;

public sealed class AccessMatrixTests(CluesPlatform platform) : AccessMatrixTests<Matters>(
    platform, new(platform, platform.Matters, readLog: "clue_reads", second: Cppcc.Office), AccessMatrix.Rows, AccessMatrix.ProvedElsewhere,
    ["窗口", "审批多头", "示例市场", "谈话", "\"id\"", "\"kind\"", "\"part\""])
{
    static readonly Role[] Readers =
    [
        Cppcc.Member, Cppcc.Supervisor, Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.System,
        Discipline.Intake, Discipline.Handler, Discipline.Leader, Discipline.System,
    ];

    protected override IInProcessService Copy(bool open) => new InProcessClues(platform, open);

    /// <summary>Whether a response contains anything of a clue, or anybody's name but the caller's.</summary>
    protected override bool Tells(Answer answer, Actor actor) => base.Tells(answer, actor) || platform.Accounts.Accounts.Any(
        account => account.Username != actor.Name && answer.Text.Contains($"\"{account.Name}\"", StringComparison.Ordinal));

    [Fact]
    public async Task Lists_and_counts_are_empty_for_those_who_may_read_nothing_even_without_the_applications_checks()
    {
        await platform.Matters().TransferredAsync(platform.Matters().Member);
        await using var open = Copy(open: true);
        using var withoutChecks = open.Api(platform.SignIn);
        foreach (var (_, actor) in Calls.Callers.Where(caller => caller.Role is { } role && !Readers.Contains(role)))
        {
            foreach (var api in new[] { platform.Api, withoutChecks })
            {
                Assert.Equal("""{"items":[],"next":null}""", (await api.GetAsync(actor, "/api/clues?limit=100")).Ok().Text);
                Assert.Equal("""{"statuses":{},"awaitingMe":0,"overdue":0}""", (await api.GetAsync(actor, "/api/clues/counts")).Ok().Text);
            }
        }
    }
}
