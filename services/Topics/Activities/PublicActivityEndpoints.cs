using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Persistence;
using Supervision.Topics.PublicCalls;
using Supervision.Topics.Work;
using static Supervision.Topics.Work.WorkRules;

namespace Supervision.Topics.Activities;

/// <summary>
/// Activities open to the public; no account is needed. The work runs as the platform itself in the named district (there is no signed-in caller),
/// and only on open activities and on the one registration whose receipt code is given.
/// </summary>
internal static class PublicActivityEndpoints
{
    const int Most = 100;

    public static void MapPublicActivities(this RouteGroupBuilder topics)
    {
        var district = topics.MapGroup("/public/{district}").AllowAnonymous().WithTags("Public");
        district.MapGet("/activities", ListAsync).WithName("ListPublicActivities").WithSummary("Activities the public may register for, next first.");
        district.MapGet("/activities/{activityId:guid}", GetAsync).WithName("GetPublicActivity").WithSummary("An activity open to the public.");
        district.MapPost("/activities/{activityId:guid}/registrations", RegisterAsync)
            .WithName("RegisterForActivity").WithSummary("Registers, or joins the waiting list; answers a receipt code.").ProducesProblem(StatusCodes.Status409Conflict);
        district.MapPost("/registrations/find", FindAsync).WithName("FindRegistration").WithSummary("The registration of a receipt code.");
        district.MapPost("/registrations/withdraw", WithdrawAsync)
            .WithName("WithdrawRegistration").WithSummary("Gives the place back; the first in line moves up.").ProducesProblem(StatusCodes.Status409Conflict);
        district.MapPost("/registrations/attend", AttendAsync)
            .WithName("AttendByReceipt").WithSummary("Signs in on site with the code shown there.").ProducesProblem(StatusCodes.Status409Conflict);
    }

    static async Task<Ok<IReadOnlyList<PublicActivityView>>> ListAsync([AsParameters] PublicDistrict call)
    {
        var now = call.EnterForPlatform();
        var found = await Open(call).Where(a => a.Status == ActivityStatus.Announced && a.Ends > now).OrderBy(a => a.Starts).Take(Most)
            .Join(call.Db.Set<ActivitySeats>(), a => a.Id, s => s.ActivityId, (a, s) => new { Activity = a, Seats = s })
            .OrderBy(f => f.Activity.Starts).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<PublicActivityView>>([.. found.Select(f => PublicActivityView.For(f.Activity, f.Seats, now))]);
    }

    static async Task<Results<Ok<PublicActivityView>, NotFound>> GetAsync([AsParameters] PublicDistrict call, Guid activityId)
    {
        var now = call.EnterForPlatform();
        if (await Open(call).SingleOrDefaultAsync(a => a.Id == activityId, call.Cancellation) is not { } activity) return TypedResults.NotFound();
        var seats = await call.Db.Set<ActivitySeats>().AsNoTracking().SingleAsync(s => s.ActivityId == activityId, call.Cancellation);
        return TypedResults.Ok(PublicActivityView.For(activity, seats, now));
    }

    static async Task<Results<Created<RegistrationReceipt>, NotFound>> RegisterAsync(
        [AsParameters] PublicDistrict call, Guid activityId, RegistrationRequest request)
    {
        var now = call.EnterForPlatform();
        if (await Open(call).AsTracking().SingleOrDefaultAsync(a => a.Id == activityId, call.Cancellation) is not { } activity) return TypedResults.NotFound();
        activity.RequireRegistrationOpen(now);
        RegistrationReceipt? receipt = null;
        await call.Db.InTransactionAsync(async () =>
        {
            var (registration, code) = await call.Db.RegisterAsync(activity, request.Name, request.Phone, now, call.Cancellation);
            receipt = new(code, registration.Number, registration.Status, await call.Db.WaitingBeforeAsync(registration, call.Cancellation));
        }, call.Cancellation);
        return TypedResults.Created((string?)null, receipt!);
    }

    static async Task<Results<Ok<RegistrationView>, NotFound>> FindAsync([AsParameters] PublicDistrict call, RegistrationReceiptRequest request)
    {
        call.EnterForPlatform();
        return await ByReceiptAsync(call, request.Receipt) is { } registration ? TypedResults.Ok(await ViewAsync(call, registration)) : TypedResults.NotFound();
    }

    static async Task<Results<Ok<RegistrationView>, NotFound>> WithdrawAsync([AsParameters] PublicDistrict call, RegistrationReceiptRequest request)
    {
        call.EnterForPlatform();
        if (await ByReceiptAsync(call, request.Receipt) is not { } registration) return TypedResults.NotFound();
        (await ActivityAsync(call, registration)).RequireAhead();
        await call.Db.InTransactionAsync(() => call.Db.WithdrawAsync(registration, call.Cancellation), call.Cancellation);
        return TypedResults.Ok(await ViewAsync(call, registration));
    }

    static async Task<Results<Ok<RegistrationView>, NotFound>> AttendAsync([AsParameters] PublicDistrict call, AttendByReceiptRequest request)
    {
        var now = call.EnterForPlatform();
        if (await ByReceiptAsync(call, request.Receipt) is not { } registration) return TypedResults.NotFound();
        var right = false;
        await call.Db.InTransactionAsync(async () =>
        {
            await call.Db.LockSeatsAsync(registration.ActivityId, call.Cancellation); // so that tries are counted one at a time
            await call.Db.Entry(registration).ReloadAsync(call.Cancellation);
            right = registration.Attend(await ActivityAsync(call, registration), request.Code, now);
            await call.Db.SaveChangesAsync(call.Cancellation);
        }, call.Cancellation);
        Require(right, AttendanceCodeWrong);
        return TypedResults.Ok(await ViewAsync(call, registration));
    }

    static IQueryable<Activity> Open(PublicDistrict call)
    {
        var district = call.District;
        return call.Db.Set<Activity>().AsNoTracking().Where(
            a => a.District == district && a.Places != null && (a.Status == ActivityStatus.Announced || a.Status == ActivityStatus.Held));
    }

    static Task<ActivityRegistration?> ByReceiptAsync(PublicDistrict call, string receipt)
    {
        var (district, hash) = (call.District, PublicWork.HashOf(receipt));
        return call.Db.Set<ActivityRegistration>().SingleOrDefaultAsync(r => r.District == district && r.ReceiptHash == hash, call.Cancellation);
    }

    static Task<Activity> ActivityAsync(PublicDistrict call, ActivityRegistration registration) =>
        call.Db.Set<Activity>().AsNoTracking().SingleAsync(a => a.Id == registration.ActivityId, call.Cancellation);

    static async Task<RegistrationView> ViewAsync(PublicDistrict call, ActivityRegistration registration) =>
        RegistrationView.For(registration, await call.Db.WaitingBeforeAsync(registration, call.Cancellation));
}
