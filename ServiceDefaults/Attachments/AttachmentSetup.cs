using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Supervision.ServiceDefaults.Attachments;

public static class AttachmentSetup
{
    /// <summary>Files on disk, each known to a row of <typeparamref name="TFile"/>; those no row knows are collected.</summary>
    public static void AddAttachments<TContext, TFile>(this IServiceCollection services)
        where TContext : DbContext
        where TFile : class, IStoredFile
    {
        services.AddOptions<AttachmentSettings>().BindConfiguration(AttachmentSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ContentStore>();
        services.AddSingleton<VirusScanner>();
        services.AddHostedService<OrphanCollector<TContext, TFile>>();
    }
}
