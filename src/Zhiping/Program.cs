using Zhiping.Attachments.Imaging;
using Zhiping.Data;

if (args is [ImageWorker.Command])
{
    return await ImageWorker.ServeAsync();
}

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddFeatures(builder.Configuration);
builder.Services.AddRazorPages().WithRazorPagesAtContentRoot();
var app = builder.Build();
app.MapRazorPages();
app.MapFeatures();
app.Run();
return 0;
