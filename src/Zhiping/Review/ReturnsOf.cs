using Zhiping.Applications;
using Zhiping.Data;

namespace Zhiping.Review;

/// <summary>Shows the applicant what the last return said. (F3)</summary>
internal sealed class ReturnsOf(AppDb db) : IReturnsOf
{
    public async Task<ReturnShown?> Last(Guid applicationId, CancellationToken cancel)
    {
        var (last, remarks) = await db.LastReturn(applicationId, cancel);
        return last is null ? null : new ReturnShown(last.Id, last.BodyId, last.At, last.Memo ?? "", [.. remarks.Select(Shown)]);
    }

    private static RemarkShown Shown(Remark remark) => new(
        remark.Id, remark.Section, remark.Entry, remark.Field, remark.Slot, remark.Page, remark.Text, remark.Clause)
    {
        Where = remark.Where, Remedy = remark.Remedy, WhyNew = remark.NewReason,
    };
}
