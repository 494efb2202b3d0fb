using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Supervision.Files;

public static class AttachmentSetup
{
    /// <summary>Files on disk, each referred to by a row of <typeparamref name="TFile"/>; files without a row are removed.</summary>
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
