using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Roster;
using Supervision.Supervisors.Tests.Support;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.Supervisors.Tests.Roster;

/// <summary>
/// The role comes and goes with the roster (R14): in new tokens at once, and in old ones within a minute, at every service and through the
/// gateway. The account has supervision rights only by its appointment.
/// </summary>
public sealed class RoleTests(SupervisorsPlatform platform)
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly Records _theirs = new(platform, SampleAccounts.Lucheng);

    [Fact]
    public async Task A_role_is_given_and_taken_with_the_appointment_and_a_token_from_before_no_longer_counts()
    {
        var account = _theirs.Admin;
        Assert.DoesNotContain("supervisor", await RolesOfNewTokenAsync(account));

        var id = await _theirs.AppointedAsync(account.UserId, term: Records.Term(days: 10));
        await Eventually.TrueAsync(async () => (await RolesOfNewTokenAsync(account)).Contains("supervisor"), "new tokens have the role");
        var tokens = await platform.SignIn.PersonAsync(account, ct: TestContext.Current.CancellationToken);
        await MayAsync(tokens.Access, "once appointed");

        var since = DateTimeOffset.UtcNow;
        (await platform.Api.PostAsync(_theirs.Chair, $"{Records.Path}/roster/{id}/suspend", Records.Reason)).Ok();
        await MayNotAsync(tokens.Access, since, "once suspended");
        Assert.DoesNotContain("supervisor", Roles((await platform.SignIn.RefreshAsync(tokens.Refresh!, TestContext.Current.CancellationToken)).Access));
        Assert.True((await AskAsync("supervisors", tokens.Access, HttpMethod.Get, $"{Records.Path}/sectors")).IsSuccess, "the sign-in itself continues");

        (await platform.Api.PostAsync(_theirs.Office, $"{Records.Path}/roster/{id}/reinstate", Records.Reason)).Ok();
        await MayAsync(tokens.Access, "once reinstated");

        await using var told = await Listener.ToAsync(platform, nameof(SupervisorStandingChanged));
        await using var copy = new InProcessSupervisors(platform);
        since = DateTimeOffset.UtcNow;
        while (await CareAsync(copy, TimeSpan.FromDays(12)) > 0) { }
        var end = await told.NextAsync(e => e.GetProperty("supervisorId").GetGuid() == id);
        Assert.Equal("ended", end.GetProperty("standing").GetString());
        await MayNotAsync(tokens.Access, since, "once the term is over");
        Assert.Equal("ended", (await platform.Api.GetAsync(_theirs.Office, $"{Records.Path}/roster/{id}"))["status"]);
    }

    [Fact]
    public async Task The_coming_end_of_a_term_is_told_exactly_once_however_many_copies_look_and_however_often()
    {
        var id = await _theirs.AppointedAsync(term: Records.Term(days: 68));
        await using var told = await Listener.ToAsync(platform, nameof(SupervisorTermExpiring));
        await using var copy = new InProcessSupervisors(platform);
        Task<int> Care() => CareAsync(copy, TimeSpan.FromDays(9));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Care()));
        await Care(); // as after a restart
        var one = await told.NextAsync(e => e.GetProperty("supervisorId").GetGuid() == id);
        Assert.Equal(59, one.GetProperty("daysLeft").GetInt32());
        await platform.KnownAsync("select not exists (select from outbox where type = 'SupervisorTermExpiring')");
        Assert.Equal(0, await told.CountAsync(e => e.GetProperty("supervisorId").GetGuid() == id));
    }

    static async Task<int> CareAsync(InProcessSupervisors copy, TimeSpan ahead)
    {
        await using var scope = copy.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
        var care = new TermCare(scope.ServiceProvider.GetRequiredService<SupervisorsDb>(), new MovedClock(ahead));
        return await care.RunOnceAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Requests only a supervisor may make, at two services, each directly and through the gateway.</summary>
    IReadOnlyList<(string Host, HttpMethod Method, string Path, object? Body)> OnlySupervisors()
    {
        var own = $"{Records.Path}/workload/{_theirs.Admin.UserId}";
        var similar = new { title = "窗口办事", scope = "证明材料" };
        return
        [
            ("supervisors", HttpMethod.Get, own, null), ("gateway", HttpMethod.Get, own, null),
            ("topics", HttpMethod.Post, "/api/topics/proposals/similar", similar), ("gateway", HttpMethod.Post, "/api/topics/proposals/similar", similar),
        ];
    }

    Task MayAsync(string token, string when) => AllAsync(token, HttpStatusCode.OK, $"{when} it may");

    async Task MayNotAsync(string token, DateTimeOffset since, string when)
    {
        await AllAsync(token, HttpStatusCode.Forbidden, $"{when} it may no longer");
        var took = DateTimeOffset.UtcNow - since;
        Assert.True(took < Minute, $"{when} it took {took}");
    }

    Task AllAsync(string token, HttpStatusCode status, string what) => Eventually.TrueAsync(
        async () =>
        {
            foreach (var (host, method, path, body) in OnlySupervisors())
            {
                if ((await AskAsync(host, token, method, path, body)).Status != status) return false;
            }

            return true;
        },
        what);

    async Task<Answer> AskAsync(string host, string token, HttpMethod method, string path, object? body = null)
    {
        using var api = new ServiceApi(platform.Host.Address(host), platform.SignIn);
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = System.Net.Http.Json.JsonContent.Create(body);
        return await api.SendAsync(request, token);
    }

    async Task<IReadOnlyList<string>> RolesOfNewTokenAsync(SampleAccount account) => Roles((await platform.SignIn.PersonAsync(account, ct: TestContext.Current.CancellationToken)).Access);

    static IReadOnlyList<string> Roles(string token)
    {
        var role = Tokens.Claims(token).GetProperty("role");
        return role.ValueKind == System.Text.Json.JsonValueKind.Array ? [.. role.EnumerateArray().Select(r => r.GetString()!)] : [role.GetString()!];
    }
}
