using System.Text.RegularExpressions;
using Supervision.Demo;
using Supervision.Testing;

namespace Supervision.EndToEnd;

/// <summary>The whole loop of two districts, 征题 to 结题, at the same time, through the gateway, by their own people.</summary>
[Collection(nameof(WholePlatform))]
public sealed partial class YearTests(ObservedPlatform platform)
{
    [Fact]
    public async Task Two_districts_run_their_year_at_once_and_no_answer_of_one_tells_of_the_other()
    {
        var (ours, theirs) = (new Traffic(), new Traffic());
        using var us = People(ours);
        using var them = People(theirs);
        var (here, there) = (new Loop(us, SampleAccounts.Dongtou, Silent), new Loop(them, SampleAccounts.Lucheng, Silent));
        await Task.WhenAll(here.BeginAsync(), there.BeginAsync());
        // One after the other: each asks the other district's chair whether anything sealed awaits, which is the case while the other one's visit is
        // out.
        await here.GoOutAsync();
        await there.GoOutAsync();
        await Task.WhenAll(here.FinishAsync(), there.FinishAsync());
        Assert.Empty(Ids(ours).Intersect(Ids(theirs))); // before either asks for the other's ids, which a refusal would repeat
        await Task.WhenAll(here.FindsNothingOfAsync(there), there.FindsNothingOfAsync(here));

        Assert.All((Traffic[])[ours, theirs], traffic => Assert.InRange(traffic.Requests, 500, int.MaxValue));
        Assert.Contains(ours.Answers, answer => answer.Contains(here.Year.Mark, StringComparison.Ordinal));
        Assert.Contains(theirs.Answers, answer => answer.Contains(there.Year.Mark, StringComparison.Ordinal));
        Assert.DoesNotContain(ours.Answers, answer => answer.Contains(there.Year.Mark, StringComparison.Ordinal));
        Assert.DoesNotContain(theirs.Answers, answer => answer.Contains(here.Year.Mark, StringComparison.Ordinal));
    }

    static Script Silent => new(TextWriter.Null);

    People People(Traffic traffic) => new(platform.Gateway, SampleAccounts.Read(platform.AccountsFile), traffic);

    /// <summary>Every id of a record or person in the responses.</summary>
    static HashSet<string> Ids(Traffic traffic) =>
        [.. traffic.Answers.SelectMany(answer => Id().Matches(answer)).Select(match => match.Value).Where(id => Guid.Parse(id) != Guid.Empty)];

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();
}
