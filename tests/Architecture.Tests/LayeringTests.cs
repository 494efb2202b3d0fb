namespace Supervision.Architecture.Tests;

/// <summary>Which project may refer to which (architecture.md, "The house").</summary>
public sealed class LayeringTests
{
    static readonly string[] Libraries =
    [
        "services/Contracts/Contracts.csproj", "services/Messaging/Messaging.csproj", "services/Calendar/Calendar.csproj",
        "ServiceDefaults/ServiceDefaults.csproj",
    ];

    public static TheoryData<string> Services =>
        [.. Repository.Projects.Where(p => p.StartsWith("services/", StringComparison.Ordinal) && !Libraries.Contains(p))];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_knows_only_contracts_messaging_calendar_and_service_defaults(string service) =>
        Assert.Empty(Repository.References(service).Except(Libraries));

    [Fact]
    public void The_services_are_found() => Assert.True(Services.Count >= 3);

    [Fact]
    public void The_gateway_knows_no_service() =>
        Assert.Empty(Repository.References("gateway/Gateway.csproj").Except(Libraries));

    [Theory]
    [InlineData("services/Contracts/Contracts.csproj")]
    [InlineData("services/Calendar/Calendar.csproj")]
    public void Contracts_and_calendar_need_nothing(string project)
    {
        Assert.Empty(Repository.References(project));
        Assert.Empty(Repository.Packages(project));
    }

    [Fact]
    public void Service_defaults_know_only_contracts() =>
        Assert.Equal(["services/Contracts/Contracts.csproj"], Repository.References("ServiceDefaults/ServiceDefaults.csproj"));

    [Fact]
    public void Nothing_that_ships_refers_to_tests() => Assert.DoesNotContain(
        Repository.Projects.Where(p => !p.StartsWith("tests/", StringComparison.Ordinal)),
        project => Repository.References(project).Any(r => r.StartsWith("tests/", StringComparison.Ordinal)));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("platform.sln").Replace('\\', '/');
        Assert.DoesNotContain(Repository.Projects, project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_project_has_a_lock_file() => Assert.DoesNotContain(
        Repository.Projects, project => !File.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, "packages.lock.json")));
}
