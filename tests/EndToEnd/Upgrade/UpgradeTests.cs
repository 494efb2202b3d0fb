using Supervision.Contracts;
using Supervision.Demo;
using Supervision.Testing;

namespace Supervision.EndToEnd.Upgrade;

/// <summary>Databases of an earlier version become what new ones are, keep their data, and serve.</summary>
[Collection(nameof(WholePlatform))]
public sealed class UpgradeTests(ObservedPlatform fresh, UpgradedPlatform upgraded) : IClassFixture<UpgradedPlatform>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    SampleAccounts Samples => SampleAccounts.Read(upgraded.AccountsFile);

    [Theory]
    [InlineData("identitydb")]
    [InlineData("cluesdb")]
    [InlineData("topicsdb")]
    [InlineData("supervisorsdb")]
    [InlineData("assessmentdb")]
    [InlineData("notificationsdb")]
    [InlineData("gatewaydb")]
    public async Task An_upgraded_database_is_the_same_as_a_new_one(string database)
    {
        var (old, made) = (await ReadAsync(upgraded), await ReadAsync(fresh));
        var differences = Catalogue.Differences(old, made).ToList();
        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
        Assert.InRange(made.Count, 40, int.MaxValue); // the gateway's, which are the fewest

        Task<Dictionary<string, string>> ReadAsync(PlatformHost platform) =>
            Catalogue.ReadAsync(platform.Host.ConnectionString(database), Cancellation);
    }

    [Fact]
    public async Task Lists_answer_with_the_earlier_data()
    {
        using var people = new People(upgraded.Gateway, Samples, new Traffic());
        var office = await people.InAsync(Cppcc.Office, SampleAccounts.Dongtou);
        var stranger = await people.InAsync(Cppcc.Office, SampleAccounts.Lucheng);
        foreach (var (path, earlier) in upgraded.Earlier)
        {
            Assert.NotEmpty(earlier);
            Assert.Superset(earlier.ToHashSet(), await IdsAsync(office, path));
            Assert.Empty(earlier.Intersect(await IdsAsync(stranger, path)));
        }
    }

    [Fact]
    public async Task The_demonstration_passes_beside_the_earlier_data()
    {
        var told = new StringWriter();
        try
        {
            var script = new Script(told);
            await using (var clue = new ClueJourney(upgraded.Gateway, Samples, script)) await clue.RunAsync();
            using var people = new People(upgraded.Gateway, Samples, new Traffic());
            await new Loop(people, SampleAccounts.Dongtou, script).RunAsync();
        }
        catch (Exception problem) when (problem is StepFailed or InvalidOperationException)
        {
            Assert.Fail($"{told}\n{problem.Message}");
        }
    }

    static async Task<HashSet<string>> IdsAsync(Person reader, string path) =>
        [.. (await reader.GetAsync($"{path}?limit=100"))["items"]!.AsArray().Select(item => (string)item!["id"]!)];
}
