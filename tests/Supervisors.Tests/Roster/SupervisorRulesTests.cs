using CsCheck;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Problems;
using Supervision.Supervisors.Roster;
using static Supervision.Supervisors.Tests.Support.Callers;

namespace Supervision.Supervisors.Tests.Roster;

/// <summary>A supervisor from nomination to the end of the term (R14), without any host.</summary>
public sealed class SupervisorRulesTests
{
    static readonly Nomination Somebody = new("示例", "health", null, "区卫健系统", "熟悉业务");
    static readonly DateOnly Today = DistrictTime.DayAt(Now);

    static Supervisor Nominated(Guid? user = null) => Supervisor.Nominate("330305", Somebody, user ?? Guid.NewGuid(), Office, Now);

    static Supervisor Appointed(int days = 365, int begins = 0)
    {
        var supervisor = Nominated();
        supervisor.Appoint("〔2026〕1号", Today.AddDays(begins), Today.AddDays(days), "决定", Now);
        return supervisor;
    }

    [Fact]
    public void An_appointment_tells_the_term_and_is_due_sixty_days_before_its_end()
    {
        var supervisor = Nominated();
        var told = Assert.IsType<SupervisorAppointed>(Assert.Single(supervisor.Appoint("〔2026〕1号", Today, Today.AddDays(365), "决定", Now)));
        Assert.Equal((Today, Today.AddDays(365), 1L), (told.From, told.Until, told.Version));
        Assert.Equal(DistrictTime.StartOf(Today.AddDays(365 - 60)), supervisor.DueCheck);
    }

    [Fact]
    public void The_coming_end_of_a_term_is_told_once_and_again_only_for_a_further_term()
    {
        var supervisor = Appointed();
        var near = DistrictTime.StartOf(Today.AddDays(305));
        Assert.Empty(supervisor.Pass(near.AddSeconds(-1)));
        var told = Assert.IsType<SupervisorTermExpiring>(Assert.Single(supervisor.Pass(near)));
        Assert.Equal(60, told.DaysLeft);
        Assert.Empty(supervisor.Pass(near.AddDays(1)));
        supervisor.Appoint("〔2027〕1号", Today.AddDays(366), Today.AddDays(700), "续聘", near);
        Assert.Single(supervisor.Pass(DistrictTime.StartOf(Today.AddDays(640))));
    }

    [Fact]
    public void The_term_ends_when_its_last_day_is_over_in_the_districts_zone()
    {
        var supervisor = Appointed(days: 10);
        var over = DistrictTime.StartOf(Today.AddDays(11));
        Assert.IsType<SupervisorTermExpiring>(Assert.Single(supervisor.Pass(over.AddSeconds(-1))));
        Assert.Equal(SupervisorStatus.Appointed, supervisor.Status);
        Assert.Equal(SupervisorStandings.Ended, Assert.IsType<SupervisorStandingChanged>(Assert.Single(supervisor.Pass(over))).Standing);
        Assert.Empty(supervisor.Pass(over.AddDays(1)));
        Assert.Null(supervisor.DueCheck);
    }

    [Fact]
    public void A_term_that_lies_ahead_begins_on_its_first_day()
    {
        var supervisor = Appointed(begins: 5);
        Assert.False(supervisor.Begun);
        var told = Assert.IsType<SupervisorStandingChanged>(Assert.Single(supervisor.Pass(DistrictTime.StartOf(Today.AddDays(5)))));
        Assert.Equal((SupervisorStandings.Appointed, 2L), (told.Standing, told.Version));
    }

    [Fact]
    public void A_suspended_supervisor_comes_back_unless_the_term_is_over_meanwhile()
    {
        var supervisor = Appointed(days: 10);
        supervisor.Suspend(Now);
        supervisor.Reinstate(Now);
        Assert.Equal(SupervisorStatus.Appointed, supervisor.Status);
        supervisor.Suspend(Now);
        Refused("supervisor.over", () => supervisor.Reinstate(DistrictTime.StartOf(Today.AddDays(11))));
        Assert.Single(supervisor.Pass(DistrictTime.StartOf(Today.AddDays(11))));
        Refused("supervisor.not_suspended", () => supervisor.Reinstate(Now));
    }

    [Fact]
    public void A_further_term_goes_on_without_a_gap_and_ends_later()
    {
        var supervisor = Appointed(days: 100);
        Refused("supervisor.term_gap", () => supervisor.Appoint("2", Today.AddDays(102), Today.AddDays(300), "续聘", Now));
        Refused("supervisor.term_gap", () => supervisor.Appoint("2", Today, Today.AddDays(100), "续聘", Now));
        Refused("supervisor.term_unsound", () => supervisor.Appoint("2", Today, Today.AddYears(6), "续聘", Now));
        supervisor.Appoint("2", Today.AddDays(101), Today.AddDays(300), "续聘", Now);
        Assert.Equal((Today, Today.AddDays(300)), (supervisor.From!.Value, supervisor.Until!.Value));
    }

    [Fact]
    public void Somebody_without_an_account_is_told_of_once_linked()
    {
        var supervisor = Supervisor.Nominate("330305", Somebody, null, Office, Now);
        Assert.Empty(supervisor.Appoint("1", Today, Today.AddDays(100), "决定", Now));
        Assert.IsType<SupervisorAppointed>(Assert.Single(supervisor.Link(Guid.NewGuid(), Now)));
        Refused("supervisor.linked", () => supervisor.Link(Guid.NewGuid(), Now));
    }

    [Fact]
    public void Of_somebody_appointed_only_the_contact_changes()
    {
        var supervisor = Appointed();
        supervisor.Change(Somebody with { Contact = "13900000000" });
        Refused("supervisor.fixed", () => supervisor.Change(Somebody with { Sector = "economy", Contact = "13900000000" }));
    }

    /// <summary>Commands in any order: only states of the state machine, versions only grow, and nobody stays in office after the term.</summary>
    [Fact]
    public void Walks_through_the_machine_keep_its_rules() =>
        Gen.Int[0, 6].Array[1, 40].Sample(steps =>
        {
            var (supervisor, now, version) = (Nominated(), Now, 0L);
            foreach (var step in steps)
            {
                var before = supervisor.Status;
                try
                {
                    var facts = Take(supervisor, step, ref now);
                    foreach (var fact in facts.Where(f => f is not SupervisorTermExpiring))
                        Assert.Equal(++version, fact is SupervisorAppointed a ? a.Version : ((SupervisorStandingChanged)fact).Version);
                }
                catch (RuleViolation)
                {
                    Assert.Equal(before, supervisor.Status);
                }

                Assert.True(Allowed(before, supervisor.Status), $"{before} → {supervisor.Status}");
            }

            supervisor.Pass(now.AddYears(7));
            Assert.False(supervisor.IsOnRoster);
            Assert.Null(supervisor.DueCheck);
        });

    static IReadOnlyList<IIntegrationEvent> Take(Supervisor supervisor, int step, ref DateTimeOffset now)
    {
        var today = DistrictTime.DayAt(now);
        switch (step)
        {
            case 0: return supervisor.Appoint("n", supervisor.Until is { } until && supervisor.Status is SupervisorStatus.Appointed ? until.AddDays(1) : today, today.AddDays(200), "决定", now);
            case 1: return supervisor.Suspend(now);
            case 2: return supervisor.Reinstate(now);
            case 3: return supervisor.End(now);
            case 4:
                supervisor.Decline("未通过");
                return [];
            default:
                now = now.AddDays(step * 20);
                return supervisor.Pass(now);
        }
    }

    static bool Allowed(SupervisorStatus from, SupervisorStatus to) => from == to || (from, to) switch
    {
        (SupervisorStatus.Nominated, SupervisorStatus.Declined or SupervisorStatus.Appointed) => true,
        (SupervisorStatus.Appointed, SupervisorStatus.Suspended or SupervisorStatus.Ended) => true,
        (SupervisorStatus.Suspended, SupervisorStatus.Appointed or SupervisorStatus.Ended) => true,
        (SupervisorStatus.Ended, SupervisorStatus.Appointed) => true,
        _ => false,
    };
}
