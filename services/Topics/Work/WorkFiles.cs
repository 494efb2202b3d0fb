using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Topics.Activities;
using Supervision.Topics.Duties;
using Supervision.Topics.Submissions;
using static Supervision.Topics.Work.WorkRules;
using FileCall = Supervision.Files.FileCall<Supervision.Topics.Data.TopicsDb, Supervision.Topics.Access.TopicAccess>;
using FileOwner = Supervision.Files.FileOwner<Supervision.Topics.Data.TopicsDb, Supervision.Topics.Access.TopicAccess>;

namespace Supervision.Topics.Work;

/// <summary>Which records of the joint work have files: evidence of duty items, photos of activities, members' submissions.</summary>
internal static class WorkFiles
{
    public static readonly FileOwner Duties = new(
        "duty",
        call => DutyEndpoints.Readable(Call(call)).AnyAsync(d => d.Id == call.Id, call.Cancellation),
        MayChangeDutyAsync,
        WorkAccess.Everybody);

    public static readonly FileOwner Activities = new(
        "activity",
        async call => await ActivityEndpoints.FindAsync(Call(call), call.Id) is not null,
        MayChangeActivityAsync,
        WorkAccess.Keepers);

    public static readonly FileOwner Submissions = new(
        "submission",
        async call => await SubmissionEndpoints.FindAsync(Call(call), call.Id) is not null,
        MayChangeSubmissionAsync,
        Cppcc.Member, Cppcc.Supervisor);

    /// <summary>Policies of <c>files</c> for these kinds: whoever sees a record sees its files; whoever works on it may change them.</summary>
    public const string Declaration = """
        create policy read_duty on files for select using (
            district = (select app_district()) and owner_kind = 'duty' and exists (select from duty_items d where d.id = owner_id));
        create policy add_duty on files for insert with check (
            district = app_district() and by = app_user() and owner_kind = 'duty' and exists (
                select from duty_items d where d.id = owner_id and d.status in ('Open', 'Underway')
                    and (app_keeps() or (app_takes_part() and d.owner = app_user()))));
        create policy remove_duty on files for delete using (
            district = (select app_district()) and owner_kind = 'duty' and exists (
                select from duty_items d where d.id = owner_id and d.status in ('Open', 'Underway')
                    and ((select app_keeps()) or ((select app_takes_part()) and d.owner = (select app_user())))));

        create policy read_activity on files for select using (
            district = (select app_district()) and owner_kind = 'activity' and exists (select from activities a where a.id = owner_id));
        create policy add_activity on files for insert with check (
            district = app_district() and by = app_user() and owner_kind = 'activity' and app_keeps()
            and exists (select from activities a where a.id = owner_id and a.status <> 'Cancelled'));
        create policy remove_activity on files for delete using (
            district = (select app_district()) and owner_kind = 'activity' and (select app_keeps())
            and exists (select from activities a where a.id = owner_id and a.status <> 'Cancelled'));

        create policy read_submission on files for select using (
            district = (select app_district()) and owner_kind = 'submission' and exists (select from submissions s where s.id = owner_id));
        create policy add_submission on files for insert with check (
            district = app_district() and by = app_user() and owner_kind = 'submission' and app_body() = 'cppcc' and app_is('member', 'supervisor')
            and exists (select from submissions s where s.id = owner_id and s.author = app_user() and s.status in ('Draft', 'Returned')));
        create policy remove_submission on files for delete using (
            district = (select app_district()) and owner_kind = 'submission' and (select app_body()) = 'cppcc' and (select app_is('member', 'supervisor'))
            and exists (select from submissions s where s.id = owner_id and s.author = (select app_user()) and s.status in ('Draft', 'Returned')));
        """;

    static async Task<bool> MayChangeDutyAsync(FileCall file)
    {
        var call = Call(file);
        if (await DutyEndpoints.Readable(call).AsNoTracking().SingleOrDefaultAsync(d => d.Id == file.Id, file.Cancellation) is not { } item) return false;
        if (await call.TopicInAsync(item.TopicId, DutyEndpoints.Changeable) is null) return false;
        Require(!item.IsFinished, DutyFinished);
        Require(item.Owner == file.Caller.UserId || file.Caller.IsAny(WorkAccess.Keepers), DutyNotYours);
        return true;
    }

    static async Task<bool> MayChangeActivityAsync(FileCall file)
    {
        if (await ActivityEndpoints.FindAsync(Call(file), file.Id) is not { } activity) return false;
        Require(activity.Status is not ActivityStatus.Cancelled, ActivityOver);
        return true;
    }

    static async Task<bool> MayChangeSubmissionAsync(FileCall file)
    {
        if (await SubmissionEndpoints.FindOwnAsync(Call(file), file.Id) is not { } submission) return false;
        Require(submission.IsEditable, SubmissionNotEditable);
        return true;
    }

    static WorkCall Call(FileCall file) =>
        new(file.Caller, file.Db, file.Http.RequestServices.GetRequiredService<WorkAccess>(), file.Clock, file.Http, file.Cancellation);
}
