using System.Text.RegularExpressions;
using Supervision.Demo;
using Supervision.Demo.Year;
using Supervision.Testing;

namespace Supervision.EndToEnd;

/// <summary>The whole year of two districts at the same time, through the gateway, by the people it belongs to.</summary>
[Collection(nameof(WholePlatform))]
public sealed partial class YearTests(ObservedPlatform platform)
{
    [Fact]
    public async Task Two_districts_run_their_year_at_once_and_no_answer_of_one_tells_of_the_other()
    {
        using var here = Journey(SampleAccounts.Dongtou, out var ours);
        using var there = Journey(SampleAccounts.Lucheng, out var theirs);
        await Task.WhenAll(here.RunAsync(), there.RunAsync());
        Assert.Empty(Ids(ours).Intersect(Ids(theirs))); // before either asks for ids of the other, which a refusal says again
        await Task.WhenAll(here.FindsNothingOfAsync(there), there.FindsNothingOfAsync(here));

        Assert.All((Traffic[])[ours, theirs], traffic => Assert.InRange(traffic.Requests, 500, int.MaxValue));
        Assert.Contains(ours.Answers, answer => answer.Contains(here.Mark, StringComparison.Ordinal));
        Assert.Contains(theirs.Answers, answer => answer.Contains(there.Mark, StringComparison.Ordinal));
        Assert.DoesNotContain(ours.Answers, answer => answer.Contains(there.Mark, StringComparison.Ordinal));
        Assert.DoesNotContain(theirs.Answers, answer => answer.Contains(here.Mark, StringComparison.Ordinal));
    }

    YearJourney Journey(string district, out Traffic traffic) => new(
        platform.Gateway, SampleAccounts.Read(platform.AccountsFile), district, new Script(TextWriter.Null), traffic = new Traffic());

    /// <summary>Every id of a record or person that was answered.</summary>
    static HashSet<string> Ids(Traffic traffic) =>
        [.. traffic.Answers.SelectMany(answer => Id().Matches(answer)).Select(match => match.Value).Where(id => Guid.Parse(id) != Guid.Empty)];

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();
}
