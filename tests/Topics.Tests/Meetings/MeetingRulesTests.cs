using System.Collections.Frozen;
using Supervision.Calendar;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Meetings;
using Supervision.Topics.Meetings.Agenda;
using Supervision.Topics.Meetings.Decisions;
using Supervision.Topics.Meetings.Series;

namespace Supervision.Topics.Tests.Meetings;

/// <summary>Rules of the aggregates alone: no host, no database.</summary>
public sealed class MeetingRulesTests
{
    static readonly DateTimeOffset Now = new(2026, 9, 28, 2, 0, 0, TimeSpan.Zero);
    static readonly WorkingCalendar Days = WorkingCalendar.For(new DistrictCalendar("330305"));
    static readonly Caller Office = By(Cppcc.Office), Chair = By(Cppcc.Chair), Leader = By(Discipline.Leader);
    static readonly Guid Subject = Guid.NewGuid();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(7, 4)]
    public void Half_of_a_body_is_rounded_up(int invited, int needed) => Assert.Equal(needed, BodyQuorum.Half(Bodies.Cppcc).Needed(invited));

    [Fact]
    public void What_was_taken_off_the_agenda_by_hand_is_not_put_on_again_by_itself()
    {
        var meeting = Planned();
        WaitingMatter waiting = new(AgendaKind.Selection, Subject, "2026-0001 窗口往返");
        Assert.Equal(1, meeting.Assemble([waiting], Now));
        Assert.Equal(0, meeting.Assemble([waiting], Now));
        var version = meeting.AgendaVersion;
        meeting.EditAgenda([new(null, "通报", null)], [], Now);
        Assert.Equal(0, meeting.Assemble([waiting], Now));
        Assert.Equal(["通报"], meeting.Matters.Select(item => item.Title));
        Assert.Equal(version + 1, meeting.AgendaVersion);
    }

    [Fact]
    public void An_agenda_takes_up_no_more_than_can_be_edited_and_the_rest_waits()
    {
        var (meeting, next) = (Planned(), Planned());
        var waiting = Enumerable.Range(1, 150).Select(i => new WaitingMatter(AgendaKind.Selection, Guid.NewGuid(), $"2026-{i:D4} 窗口往返")).ToList();
        Assert.Equal(100, meeting.Assemble(waiting, Now));
        Assert.Equal(0, meeting.Assemble(waiting, Now));
        Assert.Equal(50, next.Assemble(waiting.Skip(100), Now));
    }

    [Fact]
    public void An_agenda_is_edited_by_the_items_it_has_each_once()
    {
        var meeting = Planned();
        meeting.EditAgenda([new(null, "一", null), new(null, "二", null)], [], Now);
        var (one, two) = (meeting.Matters.First().Id, meeting.Matters.Last().Id);
        Refused(MeetingRules.AgendaUnknownItem, () => meeting.EditAgenda([new(one, "一", null), new(one, "一", null)], [], Now));
        Refused(MeetingRules.AgendaUnknownItem, () => meeting.EditAgenda([new(Guid.NewGuid(), "三", null)], [], Now));
        Refused(MeetingRules.AgendaItemDecided, () => meeting.EditAgenda([new(one, "一", null)], [two], Now));
        meeting.EditAgenda([new(two, "二", "先议"), new(one, "一", null)], [two], Now);
        Assert.Equal(["二", "一"], meeting.Matters.Select(item => item.Title));
    }

    [Fact]
    public void A_meeting_that_is_over_or_cancelled_takes_no_command_of_one_ahead()
    {
        var cancelled = Planned();
        cancelled.Cancel("改期", Office, Now);
        foreach (var meeting in new[] { Held(), cancelled })
        {
            Refused(MeetingRules.NotPlanned, () => meeting.Call(Office, Now));
            Refused(MeetingRules.NotAhead, () => meeting.Cancel("改期", Office, Now));
            Refused(MeetingRules.NotAhead, () => meeting.Move("例会", "二楼", Now, Office, Now));
            Refused(MeetingRules.NotAhead, () => meeting.Invite([], Office, Now));
            Refused(MeetingRules.NotCalled, () => meeting.Reply(true, null, Office, Now));
            Assert.Equal(0, meeting.Assemble([new(AgendaKind.Selection, Guid.NewGuid(), "新")], Now));
        }
    }

    [Fact]
    public void Those_who_declined_are_not_told_of_a_move()
    {
        var meeting = Called();
        meeting.Reply(false, "出差", Chair, Now);
        var told = meeting.Move(meeting.Title, "二楼", meeting.Starts, Office, Now);
        Assert.Equal([Leader.UserId], told!.Invited);
        Assert.Null(meeting.Move("另一名称", "二楼", meeting.Starts, Office, Now));
    }

    [Fact]
    public void The_hash_of_a_decision_changes_with_its_wording_and_with_its_reason()
    {
        var decision = Pending();
        var hash = decision.ContentHash;
        decision.Revise("另作表述", null, Office, Now);
        var other = decision.ContentHash;
        decision.Revise("另作表述", "确有必要", Office, Now);
        Assert.Equal(3, new[] { hash, other, decision.ContentHash }.Distinct().Count());
        Assert.Equal(3, decision.Round);
        Refused(MeetingRules.DecisionChanged, () => decision.Concur(other, null, Chair, Now));
    }

    [Fact]
    public void A_decision_stands_with_the_second_body_and_is_over_with_a_refusal()
    {
        var adopted = Pending();
        Assert.IsType<DecisionConcurred>(adopted.Concur(adopted.ContentHash, null, Leader, Now));
        Refused(MeetingRules.DecisionTakenByBody, () => adopted.Refuse(adopted.ContentHash, "再议", Leader, Now));
        var fact = Assert.IsType<DecisionAdopted>(adopted.Concur(adopted.ContentHash, null, Chair, Now));
        Assert.Equal((Subject, DecisionStatus.Adopted), (fact.SubjectId!.Value, adopted.Status));

        var refused = Pending();
        refused.Concur(refused.ContentHash, null, Chair, Now);
        refused.Refuse(refused.ContentHash, "再议", Leader, Now);
        Assert.Equal((DecisionStatus.Refused, "再议"), (refused.Status, refused.Reason));
        Refused(MeetingRules.DecisionNotPending, () => refused.Revise("再议", null, Office, Now));
    }

    [Theory]
    [InlineData(2026, 9, 30)] // before the National Day
    [InlineData(2026, 2, 28)] // a Saturday make-up day after the Spring Festival
    [InlineData(2026, 5, 29)] // the 30th and 31st are a weekend
    public void The_last_working_day_is_told_by_the_calendar(int year, int month, int day)
    {
        Assert.Equal(new DateOnly(year, month, day), JointMonth.LastWorkingDay(new DateOnly(year, month, 1), Days));
        Assert.Equal(new DateTimeOffset(year, month, day, 1, 0, 0, TimeSpan.Zero), JointMonth.FlagOf(new DateOnly(year, month, 1), Days));
    }

    [Fact]
    public void A_month_is_looked_at_once()
    {
        var month = JointMonth.Of("330305", new DateOnly(2026, 9, 1), Days, Now);
        Assert.Equal(new DateTimeOffset(2026, 9, 30, 1, 0, 0, TimeSpan.Zero), month.DueCheck);
        Assert.Equal([Office.UserId], month.Look(held: false, [Office.UserId], month.FlagsAt)!.Told);
        Assert.Equal((null, month.FlagsAt), (month.DueCheck, month.FlaggedAt));
        Assert.Null(JointMonth.Of("330305", new DateOnly(2026, 9, 1), Days, Now).Look(held: true, [], Now));
    }

    /// <summary>R37: the district took the last working day off.</summary>
    [Fact]
    public void A_day_off_moves_the_flag_of_a_month_that_was_not_looked_at()
    {
        var month = JointMonth.Of("330305", new DateOnly(2026, 9, 1), Days, Now);
        month.Renew(WorkingCalendar.For(new("330305", [new(new(2026, 9, 30), DistrictDayKind.DayOff, "台风停工")])));
        Assert.Equal((new DateTimeOffset(2026, 9, 29, 1, 0, 0, TimeSpan.Zero), month.FlagsAt), (month.FlagsAt, month.DueCheck));
    }

    [Theory]
    [InlineData(10, 15, 10, 15)]
    [InlineData(10, 3, 10, 8)] // the holidays
    [InlineData(11, 28, 11, 30)] // a Saturday
    public void A_meeting_of_the_series_is_on_the_next_working_day(int month, int day, int expectedMonth, int expectedDay)
    {
        JointSeries series = new()
        {
            District = "330305",
            Day = day,
            Time = new(14, 30),
            Place = "三楼",
            Active = true,
            ChangedBy = Guid.Empty,
            ChangedAt = Now,
        };
        Assert.Equal(new DateTimeOffset(2026, expectedMonth, expectedDay, 6, 30, 0, TimeSpan.Zero), series.In(new DateOnly(2026, month, 1), Days));
    }

    static Meeting Planned()
    {
        var meeting = Meeting.Plan("330305", new(MeetingKind.Joint, "例会", "三楼", Now.AddHours(-1)), Office, Now);
        meeting.Invite([Person(Chair), Person(Leader)], Office, Now);
        return meeting;
    }

    static Meeting Called()
    {
        var meeting = Planned();
        meeting.Assemble([new(AgendaKind.Selection, Subject, "2026-0001 窗口往返")], Now);
        meeting.Call(Office, Now);
        return meeting;
    }

    static Meeting Held()
    {
        var meeting = Called();
        meeting.Hold(meeting.AgendaVersion, new([Chair.UserId, Leader.UserId], []), 1, Office, Now);
        return meeting;
    }

    static Decision Pending()
    {
        var meeting = Held();
        return Decision.Record(meeting, new(meeting.Matters.Single().Id, meeting.AgendaVersion, DecisionKind.Selection, "同意选题", null), Office, Now);
    }

    static Person Person(Caller caller) => new()
    {
        UserId = caller.UserId,
        District = caller.District,
        Body = caller.Body,
        Name = caller.Name,
        Roles = [.. caller.Roles],
        Active = true,
        Version = 1,
    };

    static void Refused(string code, Action command) => Assert.Equal(code, Assert.Throws<RuleViolation>(command).Code);

    static Caller By(Role role) => new(Guid.NewGuid(), "某某", "330305", role.Body, new[] { role.Name }.ToFrozenSet(), null);
}
