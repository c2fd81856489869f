using Microsoft.EntityFrameworkCore;
using Zhiping.Applications;
using Zhiping.Attachments.Scan;
using Zhiping.Data;
using Zhiping.Messages;

namespace Zhiping.Payments;

/// <summary>Pictures of vouchers.</summary>
internal sealed class SentVouchers(AppDb db, MessageDesk messages, TimeProvider clock) : ISentFiles
{
    public async Task<IReadOnlyList<string>> Unscanned(int most, CancellationToken cancel) => await db.Database.SqlQuery<string>(
        $"""
         select distinct p.picture as "Value" from payments p
         where p.picture is not null and p.picture_removed_at is null and not exists (select from scanned_files s where s.file = p.picture)
         order by 1 limit {most}
         """).ToListAsync(cancel);

    /// <summary>The picture goes; what was typed stays and is enough to find the money.</summary>
    public async Task<IReadOnlyList<string>> Refuse(string sha256, CancellationToken cancel)
    {
        var act = Act.OfPlatform(clock.Now());
        foreach (var payment in await db.Payments().Where(p => p.Picture == sha256 && p.PictureRemovedAt == null).ToListAsync(cancel))
        {
            var application = await db.Applications().SingleAsync(a => a.Id == payment.ApplicationId, cancel);
            payment.RemovePicture(act, application);
            await messages.TellAsync(application.PersonId, act.At, new News(
                "您上传的缴费回单图片已经删除：病毒检查发现它带有病毒。填写的流水号还在，办公室照样核对，不用重新提交。", $"/applications/{application.Id}/payment"), cancel);
        }

        return [];
    }
}

/// <summary>Scans the picture of a voucher that was handed in. Where no answer comes in about a minute it is left to the daily scan.</summary>
internal sealed class VoucherScan(FileScan scan, IBlobStore blobs) : IWorkHandler
{
    public const string WorkKind = "voucher.scan";

    private const int MostTries = 4;

    public string Kind => WorkKind;

    public async Task Run(WorkItem item, CancellationToken stop)
    {
        var verdict = blobs.Exists(item.Data) ? await scan.Judge(item.Data, stop) : ScanVerdict.Clean;
        if (verdict == ScanVerdict.Infected)
        {
            await scan.Remove(item.Data, stop);
        }
        else if (verdict == ScanVerdict.Unknown && item.Tries < MostTries)
        {
            throw new IOException("The virus scanner gave no answer.");
        }
    }
}
