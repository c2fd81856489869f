using Microsoft.EntityFrameworkCore;
using Zhiping.Data;
using Zhiping.Documents;

namespace Zhiping.Review.Print;

/// <summary>Prints what was ordered and keeps it sealed.</summary>
internal sealed class PrintWork(AppDb db, PaperForms forms, DocumentPrinter printer, Sealer sealer, IBlobStore blobs, TimeProvider clock) : IWorkHandler
{
    public const string WorkKind = "print";

    public string Kind => WorkKind;

    public async Task Run(WorkItem item, CancellationToken stop)
    {
        var job = await db.PrintJobs().FirstOrDefaultAsync(j => j.Id == Guid.Parse(item.Data), stop);
        if (job is null || job.DoneAt is not null)
        {
            return;
        }

        var now = clock.Now();
        var pdf = await printer.PrintAsync(await forms.Of(job, now, stop), stop);
        using var content = new MemoryStream(sealer.Seal(pdf, job.Context));
        job.Finish(now, (await blobs.PutAsync(content, stop: stop)).Sha256);
        await db.Commit(stop);
    }
}
