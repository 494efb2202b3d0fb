namespace Supervision.ClueTransfers.Attachments;

internal static class AttachmentSetup
{
    public static void AddAttachments(this IServiceCollection services)
    {
        services.AddOptions<AttachmentSettings>().BindConfiguration(AttachmentSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ContentStore>();
        services.AddSingleton<VirusScanner>();
        services.AddHostedService<OrphanCollector>();
    }
}
