using MassTransit;
using Supervision.ClueTransfers.Access;
using Supervision.ClueTransfers.Approval;
using Supervision.ClueTransfers.Attachments;
using Supervision.ClueTransfers.Clues;
using Supervision.ClueTransfers.Consumers;
using Supervision.ClueTransfers.Data;
using Supervision.ClueTransfers.Disposal;
using Supervision.ClueTransfers.Entry;
using Supervision.ClueTransfers.Handshake;
using Supervision.ClueTransfers.Letters;
using Supervision.ClueTransfers.Subscriptions;
using Supervision.Collaboration;
using Supervision.Files;
using Supervision.Messaging;
using Supervision.Persistence;

namespace Supervision.ClueTransfers;

/// <summary>The parts of the service: a line or two for each folder.</summary>
internal static class ClueTransfersService
{
    public static void AddClueTransfers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<ClueAccess>().AddScoped<ReadLog>();
        services.AddScoped<ClueViews>();
        services.AddScoped<Approvers>();
        services.AddHolidays();
        services.AddScoped<Deadlines>().AddScoped<DeadlineRecount>().AddScoped<DeadlineRenewal>();
        services.AddDueWork<OverdueSweep>(OverdueSweep.Pace);
        services.AddSingleton<DistrictNames>();
        services.AddAttachments<CluesDb, Attachment>();
        services.AddSubscriptions(configuration);
    }

    public static void Consume(IRegistrationConfigurator consumers)
    {
        consumers.AddConsumer<PersonConsumer>();
        consumers.AddConsumer<CalendarConsumer>();
        consumers.AddConsumer<FindingConsumer>();
    }

    public static void MapClueTransfers(this IEndpointRouteBuilder app)
    {
        var clues = app.MapGroup("/api/clues");
        clues.MapClues();
        clues.MapClueLists();
        clues.MapEntry();
        clues.MapApproval();
        clues.MapChain();
        clues.MapDelegations();
        clues.MapTransfer();
        clues.MapReceipt();
        clues.MapDisposal();
        clues.MapAttachments();
        clues.MapLetter();
        clues.MapSubscriptions();
        clues.MapAccess();
        clues.MapDeadLetters();
    }
}
