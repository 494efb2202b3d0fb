using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Calls;

namespace Supervision.Supervisors.Roster;

/// <summary>The roster's capacity (R14).</summary>
internal static class SettingsEndpoints
{
    public static void MapSettings(this RouteGroupBuilder supervisors)
    {
        var settings = supervisors.MapGroup("/settings").WithTags("Roster");
        settings.MapGet("/", GetAsync).RequireRole([.. SupervisorAccess.Joint, Cppcc.Admin]).WithName("GetRosterSettings").WithSummary("The roster's capacity, and how much of it is used.");
        settings.MapPut("/", PutAsync).RequireRole(Cppcc.Admin)
            .WithName("SetRosterSettings").WithSummary("Sets the capacity; one below the current number only stops further appointments.");
    }

    static async Task<Ok<SettingsView>> GetAsync([AsParameters] RecordCall call, RosterBook book) => TypedResults.Ok(await ViewAsync(call, book));

    static async Task<Ok<SettingsView>> PutAsync([AsParameters] RecordCall call, SettingsRequest request, RosterBook book)
    {
        var (district, now) = (call.Caller.District, call.Clock.GetUtcNow());
        await call.Db.Database.ExecuteSqlAsync($"""
            insert into roster_settings (district, capacity, changed_by, changed_at) values ({district}, {request.Capacity}, {call.Caller.UserId}, {now})
            on conflict (district) do update set capacity = excluded.capacity, changed_by = excluded.changed_by, changed_at = excluded.changed_at
            """, call.Cancellation);
        return TypedResults.Ok(await ViewAsync(call, book));
    }

    static async Task<SettingsView> ViewAsync(RecordCall call, RosterBook book) => new(
        await book.CapacityAsync(call.Caller.District, call.Cancellation), await book.CountAsync(call.Cancellation));
}
