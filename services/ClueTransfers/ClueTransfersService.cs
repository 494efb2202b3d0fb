using Supervision.ClueTransfers.Access;
using Supervision.ClueTransfers.Approval;
using Supervision.ClueTransfers.Clues;
using Supervision.ClueTransfers.Disposal;
using Supervision.ClueTransfers.Handshake;
using Supervision.Messaging;

namespace Supervision.ClueTransfers;

/// <summary>What the service is made of: a line or two for each folder.</summary>
internal static class ClueTransfersService
{
    public static void AddClueTransfers(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<ClueAccess>().AddScoped<ReadLog>();
        services.AddScoped<ClueViews>();
        services.AddScoped<Approvers>();
        services.AddCalendar();
    }

    public static void MapClueTransfers(this IEndpointRouteBuilder app)
    {
        var clues = app.MapGroup("/api/clues");
        clues.MapClues();
        clues.MapClueLists();
        clues.MapApproval();
        clues.MapChain();
        clues.MapDelegations();
        clues.MapTransfer();
        clues.MapReceipt();
        clues.MapDisposal();
        clues.MapAccess();
        clues.MapDeadLetters();
    }
}
