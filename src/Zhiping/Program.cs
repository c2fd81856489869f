using Zhiping.Data;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddFeatures(builder.Configuration);
builder.Services.AddRazorPages().WithRazorPagesAtContentRoot();
var app = builder.Build();
app.MapRazorPages();
app.MapFeatures();
app.Run();
