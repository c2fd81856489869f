using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhiping.Data.Migrations
{
    /// <inheritdoc />
    public partial class VacantPosts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "vacancies",
                table: "unit_opinions",
                type: "integer",
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_unit_opinions_vacancies",
                table: "unit_opinions",
                sql: "vacancies >= 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_unit_opinions_vacancies",
                table: "unit_opinions");

            migrationBuilder.DropColumn(
                name: "vacancies",
                table: "unit_opinions");
        }
    }
}
