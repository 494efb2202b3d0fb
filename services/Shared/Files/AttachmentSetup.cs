using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Persistence;

namespace Supervision.Files;

public static class AttachmentSetup
{
    /// <summary>Files on disk, each referred to by a row of <typeparamref name="TFile"/>; files without a row are removed.</summary>
    public static void AddAttachments<TContext, TFile>(this IServiceCollection services)
        where TContext : DbContext
        where TFile : class, IStoredFile
    {
        services.AddOptions<AttachmentSettings>().BindConfiguration(AttachmentSettings.Section).ValidateDataAnnotations()
            .Validate(settings => Directory.CreateDirectory(settings.Path).Exists, "Attachments:Path is no folder.") // a wrong one ends the start
            .ValidateOnStart();
        services.AddSingleton<ContentStore>();
        services.AddSingleton<VirusScanner>();
        services.AddDueWork<OrphanCollector<TContext, TFile>, AttachmentSettings>(settings => Pace.Every(settings.Collect));
    }
}
