using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Zhiping.Attachments;
using Zhiping.Attachments.Imaging;
using Zhiping.Data;

namespace Zhiping.Tests.Attachments;

public sealed class StraightenTests(NoticeSite site) : IClassFixture<NoticeSite>, IAsyncDisposable
{
    private readonly ImageWorkers workers = new(new ImageWorkerOptions { Workers = 1 }, NullLogger<ImageWorkers>.Instance);

    public ValueTask DisposeAsync() => workers.DisposeAsync();

    [Theory]
    [InlineData(7)]
    [InlineData(-3)]
    [Requirement("E2")]
    public async Task ATiltedSheetOnADesk_IsLevelledAndCut(double tilt)
    {
        var straight = await workers.StraightPageAsync(await OnADesk(tilt), 0);
        Assert.False(straight.IsRefused);
        Assert.InRange(straight.Findings.Width, 1190, 1290);
        Assert.InRange(straight.Findings.Height, 1700, 1810);
        Assert.InRange((await workers.ForReadingAsync(straight.Pictures[0], 1800)).Findings.Skew, -0.3, 0.3);
    }

    [Fact]
    public async Task ALevelScan_StaysAsItIs()
    {
        var straight = await workers.StraightPageAsync(Pictures.Page(), 0);
        Assert.Equal((1240, 1754), (straight.Findings.Width, straight.Findings.Height));
    }

    [Fact]
    [Requirement("E2")]
    public async Task StraighteningAPage_KeepsTheOriginal_AndDropsItsBoxes()
    {
        var (person, application) = await site.NewApplicantAsync();
        var act = new Act(person.Id, null, site.Clock.GetUtcNow());
        var file = await OnADesk(7);
        using var stream = new MemoryStream(file);
        await OnDesk(desk => desk.Add(act, application.Id, new PagePlace("practice", "e1", "proof"), "a.jpg", stream));
        await site.RunDueAsync();
        var id = Assert.Single(await site.PagesOf(application.Id)).Id;
        await OnDesk(desk => desk.Cover(act, id, [new MaskBox(0.4, 0.4, 0.1, 0.02)]));
        var before = Assert.Single(await site.PagesOf(application.Id));
        await OnDesk(desk => desk.Straighten(act, id));
        await site.RunDueAsync();
        var after = Assert.Single(await site.PagesOf(application.Id));
        Assert.Equal((PageState.Ready, before.OriginalSha256), (after.State, after.OriginalSha256));
        Assert.NotEqual(before.UprightSha256, after.UprightSha256);
        Assert.Empty(after.Boxes);
        Assert.True(after.Width < before.Width && after.Height < before.Height);
    }

    private async Task OnDesk(Func<PageDesk, Task> verb)
    {
        await using var scope = site.NewScope();
        await verb(scope.ServiceProvider.GetRequiredService<PageDesk>());
    }

    /// <summary>A sheet of 1240 × 1754 lying askew on something darker.</summary>
    private async Task<byte[]> OnADesk(double tilt)
    {
        var turn = Projection.Turn(tilt, 1240, 1754, 1700, 2200);
        Spot[] corners = [turn.At(0, 0), turn.At(1240, 0), turn.At(1240, 1754), turn.At(0, 1754)];
        var order = new ImageOrder { Do = "spoil", Noise = 6, Width = 1700, Height = 2200, Corners = [.. corners.Select(spot => new Spot(spot.X / 1700, spot.Y / 2200))] };
        return (await workers.DoAsync(order, Pictures.Page())).Pictures[0];
    }
}
